import"./chunk-3YS2CVX4.js";import"./chunk-VGKQWLS7.js";import{b as D,c as N,d as v}from"./chunk-ZKFGCEKN.js";import{a as g,f as $,h as _,j as I,p as q,v as X,w as Z,x as J,y as Y,z as b}from"./chunk-MGXOCYN4.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import"./chunk-VVBZ2IWD.js";import{a as K,b as a,e as p,f as Q,g as G,h as U,i as L,j as W,k as F}from"./chunk-ET3WA277.js";import{a as i,b as h,c as V,d as l}from"./chunk-YVDYIAWN.js";var x,d,ee,te,se,T,ie,w,re,z,R=class extends G{constructor(){super(...arguments);h(this,d);h(this,x,new g(this,()=>({type:"spindle/insights",questions:[{question:"page",kind:this.kind,name:this.name}]})));h(this,w,()=>this.renderRoot.querySelector("dialog")?.close());h(this,z,e=>{e.target===e.currentTarget&&i(this,w).call(this)})}firstUpdated(){this.renderRoot.querySelector("dialog")?.showModal()}updated(e){e.has("name")&&this.renderRoot.querySelector(".sheet")?.scrollTo(0,0)}render(){let e=this.home;if(!e)return p;let t=i(this,x).answer.value?.answers.page,{refusal:s}=i(this,x).answer;return a`
      <dialog aria-labelledby="name" @close=${l(this,d,re)} @click=${i(this,z)}>
        <div class="sheet">
          <button class="icon close" aria-label=${e.say("close")} @click=${i(this,w)}><ha-icon icon="mdi:close"></ha-icon></button>
          <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
          ${t?l(this,d,ee).call(this,t):s?v(e,s,()=>i(this,x).refresh()):a`${Y("72px","72px","border-radius:36px")}${b(6,56)}`}
        </div>
      </dialog>
    `}};x=new WeakMap,d=new WeakSet,ee=function(e){let t=this.home,{format:s}=t,r=[[t.say("plays"),s.number(e.plays)],[t.say("listening_time"),s.duration(e.seconds)],[t.say("days_heard"),s.number(e.days)]];return e.rank&&r.unshift([t.say("rank"),`#${s.number(e.rank)}`]),a`
      <header>
        ${I(e.name,72,e.kind==="artist"?"round":"square",e.cover)}
        <div class="titles">
          <h2 id="name">${e.name} ${q(t,e.lidarr?.status)}</h2>
          ${e.artist?a`<a class="soft" href=${$("top",{kind:"artists",open:e.artist_id??void 0})}>${e.artist}</a>`:p}
        </div>
      </header>
      ${e.lidarr?a`<p class="soft">${l(this,d,te).call(this,e.lidarr)}</p>`:p}
      <dl>${r.map(([o,m])=>a`<div><dt class="small soft">${o}</dt><dd class="number">${m}</dd></div>`)}</dl>
      ${e.first_at&&e.last_at?a`<p class="soft">${t.say("first_and_last",{first:s.date(e.first_at),last:s.date(e.last_at)})}</p>`:p}
      ${e.streak&&e.streak.days>1?a`<p class="soft">${t.say("streak_of",{days:t.count("days",e.streak.days),day:s.day(e.streak.last,"short")})}</p>`:p}
      ${e.months.length>1?l(this,d,se).call(this,e):p}
      ${l(this,d,T).call(this,"tracks",e.tracks,o=>$("top",{kind:"tracks",open:o.key}))}
      ${l(this,d,T).call(this,"albums",e.albums,o=>$("top",{kind:"albums",open:o.key}))}
      ${l(this,d,T).call(this,"rooms",e.rooms,o=>$("history",{room:o.key}))}
      ${l(this,d,T).call(this,"services",e.services,o=>$("history",{service:o.key}))}
      ${t.isAdministrator&&e.kind==="artist"?a`<button class="chip" @click=${()=>l(this,d,ie).call(this,e.name)}>${t.say("hide_artist",{artist:e.name})}</button>`:p}
    `},te=function({status:e,progress:t}){let s=this.home,r=t!==null&&e==="downloading"?`, ${s.format.percent(t)}`:"";return`Lidarr: ${s.words.of("lidarr",e)}${r}`},se=function({months:e}){let t=this.home.format,s=e.slice(-36).map(({first:r,plays:o})=>({short:()=>t.day(r,"month"),long:()=>t.day(r,"year"),value:o}));return a`<spindle-bars .home=${this.home} .heading=${this.home.say("by_month")} .bars=${s} height="140"></spindle-bars>`},T=function(e,t,s){if(!t.length)return p;let r=this.home,o=Math.max(...t.map(m=>m.plays));return a`
      <section>
        <h3>${r.words.of("kind",e)}</h3>
        <ol>
          ${t.slice(0,8).map(m=>a`
              <li>
                <a href=${s(m)}>
                  <span class="share" style="inline-size:${100*m.plays/o}%"></span>
                  <span class="cut">${e==="services"?r.service(String(m.key)):m.name}</span>
                  ${q(r,m.lidarr)}
                  <span class="number soft">${r.format.number(m.plays)}</span>
                </a>
              </li>
            `)}
        </ol>
      </section>
    `},ie=async function(e){let t=this.home,s=await D(t,"hide",{artist:e});this.question="yes"in s?s:{title:t.say("hide_artist",{artist:e}),text:t.say("hide_text",{plays:t.count("plays",s.count)}),yes:t.say("hide"),run:async()=>{await t.act("hide",{artist:e}),i(this,w).call(this)}}},w=new WeakMap,re=function(){_({open:void 0})},z=new WeakMap,R.properties={...G.properties,kind:{},name:{type:Number},question:{state:!0}},R.styles=[L,K`dialog{margin:0;margin-inline-start:auto;padding:0;border:0;width:min(100vw,440px);max-width:none;height:100dvh;max-height:none;background:var(--card);color:var(--ink);box-shadow:0 0 32px rgb(0 0 0 / 24%);overflow:hidden}dialog::backdrop{background:rgb(0 0 0 / 40%)}dialog[open]{animation:slide 0.2s ease-out}@keyframes slide{from{opacity:0;transform:translateX(var(--slide,32px))}}:host(:dir(rtl)){--slide:-32px}@media (prefers-reduced-motion:reduce){dialog[open]{animation:none}}.sheet{height:100%;overflow-y:auto;padding:24px;display:grid;gap:16px;align-content:start;grid-template-columns:minmax(0,1fr)}.close{position:absolute;inset-block-start:12px;inset-inline-end:12px;background:var(--card);z-index:1}header{display:flex;align-items:center;gap:16px;padding-inline-end:32px}.titles{min-width:0}.titles h2{font-size:22px;line-height:28px;overflow-wrap:anywhere}.titles a:hover{text-decoration:underline}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(80px,1fr));gap:8px}dd{font-size:18px;line-height:26px;font-weight:500;white-space:nowrap}h3{font-size:14px;font-weight:500;margin-bottom:4px}li a{position:relative;display:flex;gap:12px;justify-content:space-between;padding:8px;margin:0 -8px;border-radius:8px}li a:hover{background:var(--mild)}.share{position:absolute;inset-block:3px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}li .cut,li .number,li ha-icon{position:relative}li .cut{flex:1}`];F("spindle-drawer",R);var ae=["artists","albums","tracks","genres"],fe=["plays","seconds"],ye="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",ge=45,H=50,oe=200,$e=200,A,E,f,k,y,n,P,M,u,le,de,me,he,pe,B,O,j,S=class extends U{constructor(){super();h(this,n);h(this,A,new Q(this,5,5));h(this,E);h(this,f,new g(this,()=>{if(!(i(this,n,P)==="genres"||i(this,n,u)))return{type:"spindle/top",kind:i(this,n,P),figure:i(this,n,M),period:this.period,limit:this.limit}}));h(this,k,new g(this,()=>{let e={type:"spindle/insights",questions:[{question:"genres",limit:50}],period:this.period};return i(this,n,P)==="genres"&&!i(this,n,u)?e:void 0}));h(this,y,new g(this,()=>i(this,n,u)?{type:"spindle/search",text:i(this,n,u),limit:20}:void 0));h(this,j,e=>{let t=e.target.value;clearTimeout(i(this,E)),V(this,E,setTimeout(()=>_({q:t}),$e))});this.period="",this.query=new URLSearchParams,this.limit=H}render(){let e=this.home;if(!e)return p;let t=Number(this.query.get("open")),s=i(this,n,P);return a`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${e.say("page_top")}>
            ${ae.map(r=>a`<button class="chip" aria-pressed=${r===s} @click=${()=>l(this,n,O).call(this,{kind:r,open:void 0})}>${e.words.of("kind",r)}</button>`)}
          </div>
          <div class="row end">
            <label class="search">
              ${W(ye)}
              <input type="search" .value=${i(this,n,u)} placeholder=${e.say("search")} aria-label=${e.say("search")} @input=${i(this,j)} />
            </label>
            ${fe.map(r=>a`<button class="chip" aria-pressed=${r===i(this,n,M)} @click=${()=>l(this,n,O).call(this,{by:r})}>${e.say(r==="plays"?"plays":"listening_time")}</button>`)}
          </div>
        </div>
        ${i(this,n,u)?l(this,n,me).call(this):s==="genres"?l(this,n,de).call(this):l(this,n,le).call(this,s)}
      </section>
      ${t&&s!=="genres"?a`<spindle-drawer .home=${e} .kind=${s} .name=${t}></spindle-drawer>`:p}
    `}};A=new WeakMap,E=new WeakMap,f=new WeakMap,k=new WeakMap,y=new WeakMap,n=new WeakSet,P=function(){let e=this.query.get("kind");return ae.includes(e)?e:"artists"},M=function(){return this.query.get("by")==="seconds"?"seconds":"plays"},u=function(){return this.query.get("q")?.trim()??""},le=function(e){let t=this.home,{refusal:s}=i(this,f).answer,r=i(this,f).value;if(s&&!r)return v(t,s,()=>i(this,f).refresh());if(!r)return a`${b(12,62)}`;if(!r.rows.length)return l(this,n,pe).call(this);let o=r.rows.length>=this.limit&&this.limit<oe;return a`
      <div class=${i(this,f).isStale?"old":""}>
        ${X(t,r.rows,{kind:e,figure:i(this,n,M),towards:l(this,n,B).call(this,e),drawn:i(this,A).upTo(r.rows.length)})}
      </div>
      ${o?a`<div class="row middle"><button class="chip" @click=${()=>this.limit=Math.min(oe,this.limit+H)}>${t.say("show_more")}</button></div>`:p}
    `},de=function(){let e=this.home,{refusal:t}=i(this,k).answer,s=i(this,k).value?.answers.genres;if(t&&!s)return v(e,t,()=>i(this,k).refresh());if(!s)return a`${b(12,62)}`;if(!s.genres.length)return N("mdi:tag-outline",e.say("no_genres"),e.say("no_genres_text"));let r=i(this,n,M),o=Math.max(...s.genres.map(c=>c[r])),m=i(this,A).upTo(s.genres.length);return a`
      <p class="soft">${e.words.of("diversity",s.diversity.reading)} ${s.unknown?e.say("genres_unknown",{share:e.format.percent(s.unknown)}):""}</p>
      <ol class="ranking" style=${Z(s.genres.length,ge)}>
        ${[...s.genres].sort((c,C)=>C[r]-c[r]).slice(0,m).map((c,C)=>a`
              <li class="genre">
                <span class="rank number soft">${e.format.number(C+1)}</span>
                <span class="name">
                  <span class="line"><b class="cut">${c.name}</b><span class="small soft">${e.format.percent(c.of_plays)}</span></span>
                  <span class="track"><i style="inline-size:${100*c[r]/o}%"></i></span>
                </span>
                <span class="amount number">${r==="plays"?e.format.number(c.plays):e.format.duration(c.seconds)}</span>
              </li>
            `)}
      </ol>
    `},me=function(){let e=this.home,{refusal:t}=i(this,y).answer,s=i(this,y).value;if(t&&!s)return v(e,t,()=>i(this,y).refresh());if(!s)return a`${b(6,62)}`;let r=["artists","albums","tracks"].filter(o=>s[o].length);return r.length?a`
      <div class="hits ${i(this,y).isStale?"old":""}" aria-live="polite">
        ${r.map(o=>a`
            <section>
              <h2>${e.words.of("kind",o)}</h2>
              <ol class="ranking">${s[o].map(m=>l(this,n,he).call(this,o,m))}</ol>
            </section>
          `)}
      </div>
    `:N("mdi:magnify-close",e.say("not_found"),e.say("not_found_text",{text:i(this,n,u)}))},he=function(e,t){let s=this.home,r=t.last_at?s.say("last_heard",{day:s.format.date(t.last_at)}):"";return a`
      <li>
        <a href=${l(this,n,B).call(this,e)+t.id}>
          ${I(t.name,40,e==="artists"?"round":"square",t.cover)}
          <span class="name">
            <span class="line"><b class="cut">${t.name}</b>${q(s,t.lidarr)}</span>
            <span class="small soft cut">${[t.artist,r].filter(Boolean).join(" \xB7 ")}</span>
          </span>
          <span class="amount number">${s.format.number(t.plays)}</span>
        </a>
      </li>
    `},pe=function(){return N("mdi:record-player",this.home.say("nothing_played"),this.home.say("another_period"))},B=function(e){let t=new URLSearchParams(this.query);return t.set("kind",e),t.delete("open"),`/listening/top?${t}&open=`},O=function(e){this.limit=H,_(e)},j=new WeakMap,S.properties={...U.properties,period:{},query:{attribute:!1},limit:{state:!0}},S.styles=[L,J,K`:host{display:block}.tools{justify-content:space-between;margin-bottom:12px;gap:12px}.end{justify-content:flex-end}.middle{justify-content:center;padding-top:12px}.search{display:flex;align-items:center;gap:8px;height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;--mdc-icon-size:18px;color:var(--soft)}.search:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}.search input{border:0;outline:0;background:none;color:var(--ink);width:18ch;min-width:0}.ranking{display:grid;grid-auto-flow:column;grid-template:repeat(var(--rows),var(--row)) / minmax(0,1fr);column-gap:40px}.genre{display:flex;align-items:center;gap:12px}.hits{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}.hits .ranking{display:block}@container panel (min-width:946px){.ranking{grid-template:repeat(var(--half),var(--row)) / repeat(2,minmax(0,1fr))}}@media (max-width:600px){.search{flex:1 1 100%}.search input{width:100%}.end{justify-content:flex-start;flex:1 1 100%}}`];F("spindle-top",S);export{S as Top};
