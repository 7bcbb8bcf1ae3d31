import"./chunk-QL67E2UM.js";import"./chunk-VGKQWLS7.js";import{b as ee,c as L,d as b}from"./chunk-54VT43YJ.js";import{A as $,a as y,f as g,h as k,j as K,p as _,v as Z,w as D,x as J,y as W,z as Y}from"./chunk-XHODVSHC.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import"./chunk-6UFX4VBR.js";import{a as M,b as o,d as h,e as C,h as U,i as H,j as A,k as X,l as E}from"./chunk-43G5IN4V.js";import{a as i,b as p,c as Q,d as l}from"./chunk-YVDYIAWN.js";var v,m,te,se,ie,q,re,x,ne,I,R=class extends U{constructor(){super(...arguments);p(this,m);p(this,v,new y(this,()=>({type:"spindle/insights",questions:[{question:"page",kind:this.kind,name:this.name}]})));p(this,x,()=>this.renderRoot.querySelector("dialog")?.close());p(this,I,e=>{e.target===e.currentTarget&&i(this,x).call(this)})}firstUpdated(){this.renderRoot.querySelector("dialog")?.showModal()}updated(e){e.has("name")&&this.renderRoot.querySelector(".sheet")?.scrollTo(0,0)}render(){let e=this.home;if(!e)return h;let t=i(this,v).answer.value?.answers.page,{refusal:s}=i(this,v).answer;return o`
      <dialog aria-labelledby="name" @close=${l(this,m,ne)} @click=${i(this,I)}>
        <div class="sheet">
          <button class="icon close" aria-label=${e.say("close")} @click=${i(this,x)}><ha-icon icon="mdi:close"></ha-icon></button>
          <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
          ${t?l(this,m,te).call(this,t):s?b(e,s,()=>i(this,v).refresh()):o`${Y("72px","72px","border-radius:36px")}${$(6,56)}`}
        </div>
      </dialog>
    `}};v=new WeakMap,m=new WeakSet,te=function(e){let t=this.home,{format:s}=t,a=[[t.say("plays"),s.number(e.plays)],[t.say("listening_time"),s.duration(e.seconds)],[t.say("days_heard"),s.number(e.days)]];return e.rank&&a.unshift([t.say("rank"),`#${s.number(e.rank)}`]),o`
      <header>
        ${K(e.name,72,e.kind==="artist"?"round":"square",e.cover)}
        <div class="titles">
          <h2 id="name">${e.name} ${_(t,e.lidarr?.status)}</h2>
          ${e.artist?o`<a class="soft" href=${g("top",{kind:"artists",open:e.artist_id??void 0})}>${e.artist}</a>`:h}
        </div>
      </header>
      ${e.lidarr?o`<p class="soft">${l(this,m,se).call(this,e.lidarr)}</p>`:h}
      <dl>${a.map(([n,d])=>o`<div><dt class="small soft">${n}</dt><dd class="number">${d}</dd></div>`)}</dl>
      ${e.first_at&&e.last_at?o`<p class="soft">${t.say("first_and_last",{first:s.date(e.first_at),last:s.date(e.last_at)})}</p>`:h}
      ${e.streak&&e.streak.days>1?o`<p class="soft">${t.say("streak_of",{days:t.count("days",e.streak.days),day:s.day(e.streak.last,"short")})}</p>`:h}
      ${e.months.length>1?l(this,m,ie).call(this,e):h}
      ${l(this,m,q).call(this,"tracks",e.tracks,n=>g("top",{kind:"tracks",open:n.key}))}
      ${l(this,m,q).call(this,"albums",e.albums,n=>g("top",{kind:"albums",open:n.key}))}
      ${l(this,m,q).call(this,"rooms",e.rooms,n=>g("history",{room:n.key}))}
      ${l(this,m,q).call(this,"services",e.services,n=>g("history",{service:n.key}))}
      ${t.isAdministrator&&e.kind==="artist"?o`<button class="chip" @click=${()=>l(this,m,re).call(this,e.name)}>${t.say("hide_artist",{artist:e.name})}</button>`:h}
    `},se=function({status:e,progress:t}){let s=this.home,a=t!==null&&e==="downloading"?`, ${s.format.percent(t)}`:"";return`Lidarr: ${s.words.of("lidarr",e)}${a}`},ie=function({months:e}){let t=this.home.format,s=e.slice(-36).map(({first:a,plays:n})=>({short:()=>t.day(a,"month"),long:()=>t.day(a,"year"),value:n}));return o`<spindle-bars .home=${this.home} .heading=${this.home.say("by_month")} .bars=${s} height="140"></spindle-bars>`},q=function(e,t,s){if(!t.length)return h;let a=this.home,n=Math.max(...t.map(d=>d.plays));return o`
      <section>
        <h3>${a.words.of("kind",e)}</h3>
        <ol>
          ${t.slice(0,8).map(d=>o`
              <li>
                <a href=${s(d)}>
                  <span class="share" style="inline-size:${100*d.plays/n}%"></span>
                  <span class="cut">${e==="services"?a.service(String(d.key)):d.name}</span>
                  ${_(a,d.lidarr)}
                  <span class="number soft">${a.format.number(d.plays)}</span>
                </a>
              </li>
            `)}
        </ol>
      </section>
    `},re=async function(e){let t=this.home,s=await ee(t,"hide",{artist:e});this.question="yes"in s?s:{title:t.say("hide_artist",{artist:e}),text:t.say("hide_text",{plays:t.count("plays",s.count)}),yes:t.say("hide"),run:async()=>{await t.act("hide",{artist:e}),i(this,x).call(this)}}},x=new WeakMap,ne=function(){k({open:void 0})},I=new WeakMap,R.properties={...U.properties,kind:{},name:{type:Number},question:{state:!0}},R.styles=[A,M`dialog{margin:0;margin-inline-start:auto;padding:0;border:0;width:min(100vw,440px);max-width:none;height:100dvh;max-height:none;background:var(--card);color:var(--ink);box-shadow:0 0 32px rgb(0 0 0 / 24%);overflow:hidden}dialog::backdrop{background:rgb(0 0 0 / 40%)}dialog[open]{animation:slide 0.2s ease-out}@keyframes slide{from{opacity:0;transform:translateX(var(--slide,32px))}}:host(:dir(rtl)){--slide:-32px}@media (prefers-reduced-motion:reduce){dialog[open]{animation:none}}.sheet{height:100%;overflow-y:auto;padding:24px;display:grid;gap:16px;align-content:start;grid-template-columns:minmax(0,1fr)}.close{position:absolute;inset-block-start:12px;inset-inline-end:12px;background:var(--card);z-index:1}header{display:flex;align-items:center;gap:16px;padding-inline-end:32px}.titles{min-width:0}.titles h2{font-size:22px;line-height:28px;overflow-wrap:anywhere}.titles a:hover{text-decoration:underline}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(80px,1fr));gap:8px}dd{font-size:18px;line-height:26px;font-weight:500;white-space:nowrap}h3{font-size:14px;font-weight:500;margin-bottom:4px}li a{position:relative;display:flex;gap:12px;justify-content:space-between;padding:8px;margin:0 -8px;border-radius:8px}li a:hover{background:var(--mild)}.share{position:absolute;inset-block:3px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}li .cut,li .number,li ha-icon{position:relative}li .cut{flex:1}`];E("spindle-drawer",R);var ae=["artists","albums","tracks","genres"],ge=["plays","seconds"],$e="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",be=45,B=50,oe=200,ve=200,N,z,P,u,w,f,r,S,F,c,le,de,me,pe,he,ce,V,O,G,T=class extends H{constructor(){super();p(this,r);p(this,N,new C(this));p(this,z,new C(this));p(this,P);p(this,u,new y(this,()=>{if(!(i(this,r,S)==="genres"||i(this,r,c)))return{type:"spindle/top",kind:i(this,r,S),figure:i(this,r,F),period:this.period,limit:this.limit}}));p(this,w,new y(this,()=>{let e={type:"spindle/insights",questions:[{question:"genres",limit:50}],period:this.period};return i(this,r,S)==="genres"&&!i(this,r,c)?e:void 0}));p(this,f,new y(this,()=>i(this,r,c)?{type:"spindle/search",text:i(this,r,c),limit:20}:void 0));p(this,G,e=>{let t=e.target.value;clearTimeout(i(this,P)),Q(this,P,setTimeout(()=>k({q:t}),ve))});this.period="",this.query=new URLSearchParams,this.limit=B}render(){let e=this.home;if(!e)return h;let t=Number(this.query.get("open")),s=i(this,r,S);return o`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${e.say("page_top")}>
            ${ae.map(a=>o`<button class="chip" aria-pressed=${a===s} @click=${()=>l(this,r,O).call(this,{kind:a,open:void 0})}>${e.words.of("kind",a)}</button>`)}
          </div>
          <div class="row end">
            <label class="search">
              ${X($e)}
              <input type="search" .value=${i(this,r,c)} placeholder=${e.say("search")} aria-label=${e.say("search")} @input=${i(this,G)} />
            </label>
            ${ge.map(a=>o`<button class="chip" aria-pressed=${a===i(this,r,F)} @click=${()=>l(this,r,O).call(this,{by:a})}>${e.say(a==="plays"?"plays":"listening_time")}</button>`)}
          </div>
        </div>
        ${i(this,r,c)?l(this,r,pe).call(this):s==="genres"?l(this,r,de).call(this):l(this,r,le).call(this)}
      </section>
      ${t&&s!=="genres"?o`<spindle-drawer .home=${e} .kind=${s} .name=${t}></spindle-drawer>`:h}
    `}};N=new WeakMap,z=new WeakMap,P=new WeakMap,u=new WeakMap,w=new WeakMap,f=new WeakMap,r=new WeakSet,S=function(){let e=this.query.get("kind");return ae.includes(e)?e:"artists"},F=function(){return this.query.get("by")==="seconds"?"seconds":"plays"},c=function(){return this.query.get("q")?.trim()??""},le=function(){let e=this.home,{refusal:t}=i(this,u).answer,s=i(this,u).value;if(t&&!s)return b(e,t,()=>i(this,u).refresh());if(!s)return o`${$(12,62)}`;if(!s.rows.length)return l(this,r,ce).call(this);let a=s.rows.length>=this.limit&&this.limit<oe,{rows:n,figure:d}=s,j=`${s.kind}s`,ye=i(this,N).parts([n,e],()=>D(e,n,{kind:j,figure:d,towards:l(this,r,V).call(this,j)}));return o`
      <div class=${i(this,u).isStale?"old":""}>${Z(ye,n.length,j)}</div>
      ${a?o`<div class="row middle"><button class="chip" @click=${()=>this.limit=Math.min(oe,this.limit+B)}>${e.say("show_more")}</button></div>`:h}
    `},de=function(){let e=this.home,{refusal:t}=i(this,w).answer,s=i(this,w).value?.answers.genres;if(t&&!s)return b(e,t,()=>i(this,w).refresh());if(!s)return o`${$(12,62)}`;if(!s.genres.length)return L("mdi:tag-outline",e.say("no_genres"),e.say("no_genres_text"));let a=i(this,r,F),n=i(this,z).parts([s,e,a],()=>l(this,r,me).call(this,s,a));return o`
      <p class="soft">${e.words.of("diversity",s.diversity.reading)} ${s.unknown?e.say("genres_unknown",{share:e.format.percent(s.unknown)}):""}</p>
      <ol class="ranking" style=${J(s.genres.length,be)}>${n}</ol>
    `},me=function({genres:e},t){let{format:s}=this.home,a=Math.max(...e.map(n=>n[t]));return[...e].sort((n,d)=>d[t]-n[t]).map((n,d)=>()=>o`
        <li class="genre">
          <span class="rank number soft">${s.number(d+1)}</span>
          <span class="name">
            <span class="line"><b class="cut">${n.name}</b><span class="small soft">${s.percent(n.of_plays)}</span></span>
            <span class="track"><i style="inline-size:${100*n[t]/a}%"></i></span>
          </span>
          <span class="amount number">${t==="plays"?s.number(n.plays):s.duration(n.seconds)}</span>
        </li>
      `)},pe=function(){let e=this.home,{refusal:t}=i(this,f).answer,s=i(this,f).value;if(t&&!s)return b(e,t,()=>i(this,f).refresh());if(!s)return o`${$(6,62)}`;let a=["artists","albums","tracks"].filter(n=>s[n].length);return a.length?o`
      <div class="hits ${i(this,f).isStale?"old":""}" aria-live="polite">
        ${a.map(n=>o`
            <section>
              <h2>${e.words.of("kind",n)}</h2>
              <ol class="ranking">${s[n].map(d=>l(this,r,he).call(this,n,d))}</ol>
            </section>
          `)}
      </div>
    `:L("mdi:magnify-close",e.say("not_found"),e.say("not_found_text",{text:i(this,r,c)}))},he=function(e,t){let s=this.home,a=t.last_at?s.say("last_heard",{day:s.format.date(t.last_at)}):"";return o`
      <li>
        <a href=${l(this,r,V).call(this,e)+t.id}>
          ${K(t.name,40,e==="artists"?"round":"square",t.cover)}
          <span class="name">
            <span class="line"><b class="cut">${t.name}</b>${_(s,t.lidarr)}</span>
            <span class="small soft cut">${[t.artist,a].filter(Boolean).join(" \xB7 ")}</span>
          </span>
          <span class="amount number">${s.format.number(t.plays)}</span>
        </a>
      </li>
    `},ce=function(){return L("mdi:record-player",this.home.say("nothing_played"),this.home.say("another_period"))},V=function(e){let t=new URLSearchParams(this.query);return t.set("kind",e),t.delete("open"),`/listening/top?${t}&open=`},O=function(e){this.limit=B,k(e)},G=new WeakMap,T.properties={...H.properties,period:{},query:{attribute:!1},limit:{state:!0}},T.styles=[A,W,M`:host{display:block}.tools{justify-content:space-between;margin-bottom:12px;gap:12px}.end{justify-content:flex-end}.middle{justify-content:center;padding-top:12px}.search{display:flex;align-items:center;gap:8px;height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;--mdc-icon-size:18px;color:var(--soft)}.search:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}.search input{border:0;outline:0;background:none;color:var(--ink);width:18ch;min-width:0}.ranking{display:grid;grid-auto-flow:column;grid-template:repeat(var(--rows),var(--row)) / minmax(0,1fr);column-gap:40px}.genre{display:flex;align-items:center;gap:12px}.hits{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}.hits .ranking{display:block}@container panel (min-width:946px){.ranking{grid-template:repeat(var(--half),var(--row)) / repeat(2,minmax(0,1fr))}}@media (max-width:600px){.search{flex:1 1 100%}.search input{width:100%}.end{justify-content:flex-start;flex:1 1 100%}}`];E("spindle-top",T);export{T as Top};
