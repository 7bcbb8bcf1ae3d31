import{a as Y}from"./chunk-FOV3WLFD.js";import"./chunk-6IPQBH5X.js";import"./chunk-DVRFUT3I.js";import{a as u}from"./chunk-BT7NRBWX.js";import{b as N,c as w}from"./chunk-5PVZIK4V.js";import{A as W,B as v,a as g,f as b,h as _,j as F,p as R,v as X,w as Z,x as E,y as D,z as J}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import"./chunk-MTIRA2WT.js";import{a as M,b as a,e as h,j as $,k as I,l as Q,m as G}from"./chunk-PBTKIUYC.js";import{a as i,b as p,c as V,d as l}from"./chunk-YVDYIAWN.js";var x,j,d,ee,se,te,ie,q,re,P,ne,T=class extends ${constructor(){super(...arguments);p(this,d);p(this,x,new g(this,()=>({type:"spindle/insights",questions:[{question:"page",kind:this.kind,name:this.name}]})));p(this,j,new u(this,1));p(this,P,()=>this.renderRoot.querySelector("spindle-over")?.shut())}updated(e){e.has("name")&&this.renderRoot.querySelector(".sheet")?.scrollTo(0,0)}render(){let e=this.home;if(!e)return h;let s=i(this,x).answer.value?.answers.page,{refusal:t}=i(this,x).answer;return a`
      <spindle-over aria-labelledby="name" @spindle-shut=${l(this,d,ne)}>
        <div class="side">
          <div class="sheet">
            <button class="icon close" aria-label=${e.say("close")} @click=${i(this,P)}><ha-icon icon="mdi:close"></ha-icon></button>
            <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
            ${s?i(this,j).parts([s,e],()=>l(this,d,ee).call(this,s)):t?w(e,t,()=>i(this,x).refresh()):a`${W("72px","72px","border-radius:36px")}${v(6,56)}`}
          </div>
        </div>
      </spindle-over>
    `}};x=new WeakMap,j=new WeakMap,d=new WeakSet,ee=function(e){let s=this.home;return[()=>l(this,d,se).call(this,e),()=>e.months.length>1?l(this,d,ie).call(this,e):h,()=>l(this,d,q).call(this,"tracks",e.tracks,t=>b("top",{kind:"tracks",open:t.key})),()=>l(this,d,q).call(this,"albums",e.albums,t=>b("top",{kind:"albums",open:t.key})),()=>l(this,d,q).call(this,"rooms",e.rooms,t=>b("history",{room:t.key})),()=>l(this,d,q).call(this,"services",e.services,t=>b("history",{service:t.key})),()=>s.isAdministrator&&e.kind==="artist"?a`<button class="chip" @click=${()=>l(this,d,re).call(this,e.name)}>${s.say("hide_artist",{artist:e.name})}</button>`:h]},se=function(e){let s=this.home,{format:t}=s,n=[[s.say("plays"),t.number(e.plays)],[s.say("listening_time"),t.duration(e.seconds)],[s.say("days_heard"),t.number(e.days)]];return e.rank&&n.unshift([s.say("rank"),`#${t.number(e.rank)}`]),a`
      <header>
        ${F(e.name,72,e.kind==="artist"?"round":"square",e.cover)}
        <div class="titles">
          <h2 id="name">${e.name} ${R(s,e.lidarr?.status)}</h2>
          ${e.artist?a`<a class="soft" href=${b("top",{kind:"artists",open:e.artist_id??void 0})}>${e.artist}</a>`:h}
        </div>
      </header>
      ${e.lidarr?a`<p class="soft">${l(this,d,te).call(this,e.lidarr)}</p>`:h}
      <dl>${n.map(([o,m])=>a`<div><dt class="small soft">${o}</dt><dd class="number">${m}</dd></div>`)}</dl>
      ${e.first_at&&e.last_at?a`<p class="soft">${s.say("first_and_last",{first:t.date(e.first_at),last:t.date(e.last_at)})}</p>`:h}
      ${e.streak&&e.streak.days>1?a`<p class="soft">${s.say("streak_of",{days:s.count("days",e.streak.days),day:t.day(e.streak.last,"short")})}</p>`:h}
    `},te=function({status:e,progress:s}){let t=this.home,n=s!==null&&e==="downloading"?`, ${t.format.percent(s)}`:"";return`Lidarr: ${t.words.of("lidarr",e)}${n}`},ie=function({months:e}){let s=this.home.format,t=e.slice(-36).map(({first:n,plays:o})=>({short:()=>s.day(n,"month"),long:()=>s.day(n,"year"),value:o}));return a`<spindle-bars .home=${this.home} .heading=${this.home.say("by_month")} .bars=${t} height="140"></spindle-bars>`},q=function(e,s,t){if(!s.length)return h;let n=this.home,o=Math.max(...s.map(m=>m.plays));return a`
      <section>
        <h3>${n.words.of("kind",e)}</h3>
        <ol>
          ${s.slice(0,8).map(m=>a`
              <li>
                <a href=${t(m)}>
                  <span class="share" style="inline-size:${100*m.plays/o}%"></span>
                  <span class="cut">${e==="services"?n.service(String(m.key)):m.name}</span>
                  ${R(n,m.lidarr)}
                  <span class="number soft">${n.format.number(m.plays)}</span>
                </a>
              </li>
            `)}
        </ol>
      </section>
    `},re=async function(e){let s=this.home,t=await Y(s,"hide",{artist:e});this.question="yes"in t?t:{title:s.say("hide_artist",{artist:e}),text:s.say("hide_text",{plays:s.count("plays",t.count)}),yes:s.say("hide"),run:async()=>{await s.act("hide",{artist:e}),i(this,P).call(this)}}},P=new WeakMap,ne=function(){_({open:void 0})},T.properties={...$.properties,kind:{},name:{type:Number},question:{state:!0}},T.styles=[I,M`.side{position:relative;width:min(100vw,440px);height:100%;margin-inline-start:auto;overflow:hidden;background:var(--card);color:var(--ink);box-shadow:0 0 32px rgb(0 0 0 / 24%);animation:slide 0.2s ease-out}@keyframes slide{from{opacity:0;transform:translateX(var(--slide,32px))}}:host(:dir(rtl)){--slide:-32px}@media (prefers-reduced-motion:reduce){.side{animation:none}}.sheet{height:100%;overflow-y:auto;padding:24px;display:grid;gap:16px;align-content:start;grid-template-columns:minmax(0,1fr)}.close{position:absolute;inset-block-start:12px;inset-inline-end:12px;background:var(--card);z-index:1}header{display:flex;align-items:center;gap:16px;padding-inline-end:32px}.titles{min-width:0}.titles h2{font-size:22px;line-height:28px;overflow-wrap:anywhere}.titles a:hover{text-decoration:underline}dl{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 16px}dd{font-size:18px;line-height:26px;font-weight:500;white-space:nowrap}h3{font-size:14px;font-weight:500;margin-bottom:4px}li a{position:relative;display:flex;gap:12px;justify-content:space-between;padding:8px;margin:0 -8px;border-radius:8px}li a:hover{background:var(--mild)}.share{position:absolute;inset-block:3px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}li .cut,li .number,li ha-icon{position:relative}li .cut{flex:1}`];G("spindle-drawer",T);var ae=["artists","albums","tracks","genres"],ge=["plays","seconds"],$e="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",be=45,oe=200,ve=200,C,H,K,f,k,y,r,A,z,c,le,de,me,pe,he,ce,U,B,O,S=class extends ${constructor(){super();p(this,r);p(this,C,{artists:new u(this),albums:new u(this),tracks:new u(this)});p(this,H,new u(this));p(this,K);p(this,f,new g(this,()=>{if(!(i(this,r,A)==="genres"||i(this,r,c)))return{type:"spindle/top",kind:i(this,r,A),figure:i(this,r,z),period:this.period,limit:this.limit}}));p(this,k,new g(this,()=>{let e={type:"spindle/insights",questions:[{question:"genres",limit:50}],period:this.period};return i(this,r,A)==="genres"&&!i(this,r,c)?e:void 0}));p(this,y,new g(this,()=>i(this,r,c)?{type:"spindle/search",text:i(this,r,c),limit:20}:void 0));p(this,O,e=>{let s=e.target.value;clearTimeout(i(this,K)),V(this,K,setTimeout(()=>_({q:s}),ve))});this.period="",this.query=new URLSearchParams,this.limit=E}render(){let e=this.home;if(!e)return h;let s=Number(this.query.get("open")),t=i(this,r,A);return a`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${e.say("page_top")}>
            ${ae.map(n=>a`<button class="chip" aria-pressed=${n===t} @click=${()=>l(this,r,B).call(this,{kind:n,open:void 0})}>${e.words.of("kind",n)}</button>`)}
          </div>
          <div class="row end">
            <label class="search">
              ${Q($e)}
              <input type="search" .value=${i(this,r,c)} placeholder=${e.say("search")} aria-label=${e.say("search")} @input=${i(this,O)} />
            </label>
            ${ge.map(n=>a`<button class="chip" aria-pressed=${n===i(this,r,z)} @click=${()=>l(this,r,B).call(this,{by:n})}>${e.say(n==="plays"?"plays":"listening_time")}</button>`)}
          </div>
        </div>
        ${i(this,r,c)?l(this,r,pe).call(this):t==="genres"?l(this,r,de).call(this):l(this,r,le).call(this)}
      </section>
      ${s&&t!=="genres"?a`<spindle-drawer .home=${e} .kind=${t} .name=${s}></spindle-drawer>`:h}
    `}};C=new WeakMap,H=new WeakMap,K=new WeakMap,f=new WeakMap,k=new WeakMap,y=new WeakMap,r=new WeakSet,A=function(){let e=this.query.get("kind");return ae.includes(e)?e:"artists"},z=function(){return this.query.get("by")==="seconds"?"seconds":"plays"},c=function(){return this.query.get("q")?.trim()??""},le=function(){let e=this.home,{refusal:s}=i(this,f).answer,t=i(this,f).value;if(s&&!t)return w(e,s,()=>i(this,f).refresh());if(!t)return a`${v(12,62)}`;if(!t.rows.length)return l(this,r,ce).call(this);let n=t.rows.length>=this.limit&&this.limit<oe,{rows:o,figure:m}=t,L=`${t.kind}s`,ye=i(this,C)[L].keyed([o,e],()=>Z(e,o,{kind:L,figure:m,towards:l(this,r,U).call(this,L)}));return a`
      <div class=${i(this,f).isStale?"old":""}>${X(ye,o.length,L)}</div>
      ${n?a`<div class="row middle"><button class="chip" @click=${()=>this.limit=Math.min(oe,this.limit+E)}>${e.say("show_more")}</button></div>`:h}
    `},de=function(){let e=this.home,{refusal:s}=i(this,k).answer,t=i(this,k).value?.answers.genres;if(s&&!t)return w(e,s,()=>i(this,k).refresh());if(!t)return a`${v(12,62)}`;if(!t.genres.length)return N("mdi:tag-outline",e.say("no_genres"),e.say("no_genres_text"));let n=i(this,r,z),o=i(this,H).parts([t,e,n],()=>l(this,r,me).call(this,t,n));return a`
      <p class="soft">${e.words.of("diversity",t.diversity.reading)} ${t.unknown?e.say("genres_unknown",{share:e.format.percent(t.unknown)}):""}</p>
      <ol class="ranking" style=${D(t.genres.length,be)}>${o}</ol>
    `},me=function({genres:e},s){let{format:t}=this.home,n=Math.max(...e.map(o=>o[s]));return[...e].sort((o,m)=>m[s]-o[s]).map((o,m)=>()=>a`
        <li class="genre">
          <span class="rank number soft">${t.number(m+1)}</span>
          <span class="name">
            <span class="line"><b class="cut">${o.name}</b><span class="small soft">${t.percent(o.of_plays)}</span></span>
            <span class="track"><i style="inline-size:${100*o[s]/n}%"></i></span>
          </span>
          <span class="amount number">${s==="plays"?t.number(o.plays):t.duration(o.seconds)}</span>
        </li>
      `)},pe=function(){let e=this.home,{refusal:s}=i(this,y).answer,t=i(this,y).value;if(s&&!t)return w(e,s,()=>i(this,y).refresh());if(!t)return a`${v(6,62)}`;let n=["artists","albums","tracks"].filter(o=>t[o].length);return n.length?a`
      <div class="hits ${i(this,y).isStale?"old":""}" aria-live="polite">
        ${n.map(o=>a`
            <section>
              <h2>${e.words.of("kind",o)}</h2>
              <ol class="ranking">${t[o].map(m=>l(this,r,he).call(this,o,m))}</ol>
            </section>
          `)}
      </div>
    `:N("mdi:magnify-close",e.say("not_found"),e.say("not_found_text",{text:i(this,r,c)}))},he=function(e,s){let t=this.home,n=s.last_at?t.say("last_heard",{day:t.format.date(s.last_at)}):"";return a`
      <li>
        <a href=${l(this,r,U).call(this,e)+s.id}>
          ${F(s.name,40,e==="artists"?"round":"square",s.cover)}
          <span class="name">
            <span class="line"><b class="cut">${s.name}</b>${R(t,s.lidarr)}</span>
            <span class="small soft cut">${[s.artist,n].filter(Boolean).join(" \xB7 ")}</span>
          </span>
          <span class="amount number">${t.format.number(s.plays)}</span>
        </a>
      </li>
    `},ce=function(){return N("mdi:record-player",this.home.say("nothing_played"),this.home.say("another_period"))},U=function(e){let s=new URLSearchParams(this.query);return s.set("kind",e),s.delete("open"),`/listening/top?${s}&open=`},B=function(e){this.limit=E,_(e)},O=new WeakMap,S.properties={...$.properties,period:{},query:{attribute:!1},limit:{state:!0}},S.styles=[I,J,M`:host{display:block}.tools{justify-content:space-between;margin-bottom:12px;gap:12px}.end{justify-content:flex-end}.middle{justify-content:center;padding-top:12px}.search{display:flex;align-items:center;gap:8px;height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;--mdc-icon-size:18px;color:var(--soft)}.search:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}.search input{border:0;outline:0;background:none;color:var(--ink);width:18ch;min-width:0}.ranking{display:grid;grid-auto-flow:column;grid-template:repeat(var(--rows),var(--row)) / minmax(0,1fr);column-gap:40px}.genre{display:flex;align-items:center;gap:12px}.hits{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}.hits .ranking{display:block}@container panel (min-width:946px){.ranking{grid-template:repeat(var(--half),var(--row)) / repeat(2,minmax(0,1fr))}}@media (max-width:600px){.search{flex:1 1 100%}.search input{width:100%}.end{justify-content:flex-start;flex:1 1 100%}}`];G("spindle-top",S);export{S as Top};
