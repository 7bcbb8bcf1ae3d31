import{d as X,e as j,f as x}from"./chunk-RDCKVWKY.js";import{a as y,f as b,h as _,j as I,p as z,u as O,v as Q,w as V,x as $}from"./chunk-ZHUUM6WD.js";import"./chunk-QBKVQDHL.js";import"./chunk-D7MAJZET.js";import"./chunk-OGYZFBDN.js";import"./chunk-77DOXEFD.js";import"./chunk-ZNJM2V5L.js";import{a as M,b as a,d as h,e as g,f as E,g as F}from"./chunk-F7F6TWCU.js";import{a as i,b as p,c as G,d}from"./chunk-YVDYIAWN.js";var v,m,C,J,T,W,k,Y,A,q=class extends g{constructor(){super(...arguments);p(this,m);p(this,v,new y(this,()=>({type:"spindle/insights",questions:[{question:"page",kind:this.kind,name:this.name}]})));p(this,k,()=>this.renderRoot.querySelector("dialog")?.close());p(this,A,e=>{e.target===e.currentTarget&&i(this,k).call(this)})}firstUpdated(){this.renderRoot.querySelector("dialog")?.showModal()}updated(e){e.has("name")&&this.renderRoot.querySelector(".sheet")?.scrollTo(0,0)}render(){let e=this.home;if(!e)return h;let s=i(this,v).answer.value?.answers.page,{refusal:t}=i(this,v).answer;return a`
      <dialog aria-labelledby="name" @close=${d(this,m,Y)} @click=${i(this,A)}>
        <div class="sheet">
          <button class="icon close" aria-label=${e.say("close")} @click=${i(this,k)}><ha-icon icon="mdi:close"></ha-icon></button>
          <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
          ${s?d(this,m,C).call(this,s):t?x(e,t,()=>i(this,v).refresh()):a`${V("72px","72px","border-radius:36px")}${$(6,56)}`}
        </div>
      </dialog>
    `}};v=new WeakMap,m=new WeakSet,C=function(e){let s=this.home,{format:t}=s,n=[[s.say("plays"),t.number(e.plays)],[s.say("listening_time"),t.duration(e.seconds)],[s.say("days_heard"),t.number(e.days)]];return e.rank&&n.unshift([s.say("rank"),`#${t.number(e.rank)}`]),a`
      <header>
        ${I(e.name,72,e.kind==="artist"?"round":"square")}
        <div class="titles">
          <h2 id="name">${e.name} ${z(s,e.lidarr)}</h2>
          ${e.artist?a`<a class="soft" href=${b("top",{kind:"artists",open:e.artist_id??void 0})}>${e.artist}</a>`:h}
        </div>
      </header>
      <dl>${n.map(([o,l])=>a`<div><dt class="small soft">${o}</dt><dd class="number">${l}</dd></div>`)}</dl>
      ${e.first_at&&e.last_at?a`<p class="soft">${s.say("first_and_last",{first:t.date(e.first_at),last:t.date(e.last_at)})}</p>`:h}
      ${e.streak&&e.streak.days>1?a`<p class="soft">${s.say("streak_of",{days:s.count("days",e.streak.days),day:t.day(e.streak.last,"short")})}</p>`:h}
      ${e.months.length>1?d(this,m,J).call(this,e):h}
      ${d(this,m,T).call(this,"tracks",e.tracks,o=>b("top",{kind:"tracks",open:o.key}))}
      ${d(this,m,T).call(this,"albums",e.albums,o=>b("top",{kind:"albums",open:o.key}))}
      ${d(this,m,T).call(this,"rooms",e.rooms,o=>b("history",{room:o.key}))}
      ${d(this,m,T).call(this,"services",e.services,o=>b("history",{service:o.key}))}
      ${s.isAdministrator&&e.kind==="artist"?a`<button class="chip" @click=${()=>d(this,m,W).call(this,e.name)}>${s.say("hide_artist",{artist:e.name})}</button>`:h}
    `},J=function({months:e}){let s=this.home.format,t=e.slice(-36).map(({first:n,plays:o})=>({short:s.day(n,"month"),long:s.day(n,"year"),value:o}));return a`<spindle-bars .home=${this.home} .heading=${this.home.say("by_month")} .bars=${t} height="140"></spindle-bars>`},T=function(e,s,t){if(!s.length)return h;let n=this.home,o=Math.max(...s.map(l=>l.plays));return a`
      <section>
        <h3>${n.words.of("kind",e)}</h3>
        <ol>
          ${s.slice(0,8).map(l=>a`
              <li>
                <a href=${t(l)}>
                  <span class="share" style="inline-size:${100*l.plays/o}%"></span>
                  <span class="cut">${e==="services"?n.service(String(l.key)):l.name}</span>
                  <span class="number soft">${n.format.number(l.plays)}</span>
                </a>
              </li>
            `)}
        </ol>
      </section>
    `},W=async function(e){let s=this.home,t=await X(s,"hide",{artist:e});this.question="yes"in t?t:{title:s.say("hide_artist",{artist:e}),text:s.say("hide_text",{plays:s.count("plays",t.count)}),yes:s.say("hide"),run:async()=>{await s.act("hide",{artist:e}),i(this,k).call(this)}}},k=new WeakMap,Y=function(){_({open:void 0})},A=new WeakMap,q.properties={...g.properties,kind:{},name:{type:Number},question:{state:!0}},q.styles=[E,M`dialog{margin:0;margin-inline-start:auto;padding:0;border:0;width:min(100vw,440px);max-width:none;height:100dvh;max-height:none;background:var(--card);color:var(--ink);box-shadow:0 0 32px rgb(0 0 0 / 24%);overflow:hidden}dialog::backdrop{background:rgb(0 0 0 / 40%)}dialog[open]{animation:slide 0.2s ease-out}@keyframes slide{from{opacity:0;transform:translateX(var(--slide,32px))}}:host(:dir(rtl)){--slide:-32px}@media (prefers-reduced-motion:reduce){dialog[open]{animation:none}}.sheet{height:100%;overflow-y:auto;padding:24px;display:grid;gap:16px;align-content:start;grid-template-columns:minmax(0,1fr)}.close{position:absolute;inset-block-start:12px;inset-inline-end:12px;background:var(--card);z-index:1}header{display:flex;align-items:center;gap:16px;padding-inline-end:32px}.titles{min-width:0}.titles h2{font-size:22px;line-height:28px;overflow-wrap:anywhere}.titles a:hover{text-decoration:underline}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(80px,1fr));gap:8px}dd{font-size:18px;line-height:26px;font-weight:500;white-space:nowrap}h3{font-size:14px;font-weight:500;margin-bottom:4px}li a{position:relative;display:flex;gap:12px;justify-content:space-between;padding:8px;margin:0 -8px;border-radius:8px}li a:hover{background:var(--mild)}.share{position:absolute;inset-block:3px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}li .cut,li .number{position:relative}`];F("spindle-drawer",q);var Z=["artists","albums","tracks","genres"],oe=["plays","seconds"],L=50,D=200,le=200,K,u,w,f,r,S,P,c,ee,se,te,ie,re,B,H,N,R=class extends g{constructor(){super();p(this,r);p(this,K);p(this,u,new y(this,()=>{if(!(i(this,r,S)==="genres"||i(this,r,c)))return{type:"spindle/top",kind:i(this,r,S),figure:i(this,r,P),period:this.period,limit:this.limit}}));p(this,w,new y(this,()=>{let e={type:"spindle/insights",questions:[{question:"genres",limit:50}],period:this.period};return i(this,r,S)==="genres"&&!i(this,r,c)?e:void 0}));p(this,f,new y(this,()=>i(this,r,c)?{type:"spindle/search",text:i(this,r,c),limit:20}:void 0));p(this,N,e=>{let s=e.target.value;clearTimeout(i(this,K)),G(this,K,setTimeout(()=>_({q:s}),le))});this.period="",this.query=new URLSearchParams,this.limit=L}render(){let e=this.home;if(!e)return h;let s=Number(this.query.get("open")),t=i(this,r,S);return a`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${e.say("page_top")}>
            ${Z.map(n=>a`<button class="chip" aria-pressed=${n===t} @click=${()=>d(this,r,H).call(this,{kind:n,open:void 0})}>${e.words.of("kind",n)}</button>`)}
          </div>
          <div class="row end">
            <label class="search">
              <ha-icon icon="mdi:magnify"></ha-icon>
              <input type="search" .value=${i(this,r,c)} placeholder=${e.say("search")} aria-label=${e.say("search")} @input=${i(this,N)} />
            </label>
            ${oe.map(n=>a`<button class="chip" aria-pressed=${n===i(this,r,P)} @click=${()=>d(this,r,H).call(this,{by:n})}>${e.say(n==="plays"?"plays":"listening_time")}</button>`)}
          </div>
        </div>
        ${i(this,r,c)?d(this,r,te).call(this):t==="genres"?d(this,r,se).call(this):d(this,r,ee).call(this,t)}
      </section>
      ${s&&t!=="genres"?a`<spindle-drawer .home=${e} .kind=${t} .name=${s}></spindle-drawer>`:h}
    `}};K=new WeakMap,u=new WeakMap,w=new WeakMap,f=new WeakMap,r=new WeakSet,S=function(){let e=this.query.get("kind");return Z.includes(e)?e:"artists"},P=function(){return this.query.get("by")==="seconds"?"seconds":"plays"},c=function(){return this.query.get("q")?.trim()??""},ee=function(e){let s=this.home,{refusal:t}=i(this,u).answer,n=i(this,u).value;if(t&&!n)return x(s,t,()=>i(this,u).refresh());if(!n)return a`${$(12,62)}`;if(!n.rows.length)return d(this,r,re).call(this);let o=n.rows.length>=this.limit&&this.limit<D;return a`
      <div class=${i(this,u).isStale?"old":""}>
        ${O(s,n.rows,{kind:e,figure:i(this,r,P),href:l=>d(this,r,B).call(this,e,l.id)})}
      </div>
      ${o?a`<div class="row middle"><button class="chip" @click=${()=>this.limit=Math.min(D,this.limit+L)}>${s.say("show_more")}</button></div>`:h}
    `},se=function(){let e=this.home,{refusal:s}=i(this,w).answer,t=i(this,w).value?.answers.genres;if(s&&!t)return x(e,s,()=>i(this,w).refresh());if(!t)return a`${$(12,62)}`;if(!t.genres.length)return j("mdi:tag-outline",e.say("no_genres"),e.say("no_genres_text"));let n=i(this,r,P),o=Math.max(...t.genres.map(l=>l[n]));return a`
      <p class="soft">${e.words.of("diversity",t.diversity.reading)} ${t.unknown?e.say("genres_unknown",{share:e.format.percent(t.unknown)}):""}</p>
      <ol class="ranking">
        ${[...t.genres].sort((l,U)=>U[n]-l[n]).map((l,U)=>a`
              <li class="genre">
                <span class="rank number soft">${e.format.number(U+1)}</span>
                <span class="name">
                  <span class="line"><b class="cut">${l.name}</b><span class="small soft">${e.format.percent(l.of_plays)}</span></span>
                  <span class="track"><i style="inline-size:${100*l[n]/o}%"></i></span>
                </span>
                <span class="amount number">${n==="plays"?e.format.number(l.plays):e.format.duration(l.seconds)}</span>
              </li>
            `)}
      </ol>
    `},te=function(){let e=this.home,{refusal:s}=i(this,f).answer,t=i(this,f).value;if(s&&!t)return x(e,s,()=>i(this,f).refresh());if(!t)return a`${$(6,62)}`;let n=["artists","albums","tracks"].filter(o=>t[o].length);return n.length?a`
      <div class="hits ${i(this,f).isStale?"old":""}" aria-live="polite">
        ${n.map(o=>a`
            <section>
              <h2>${e.words.of("kind",o)}</h2>
              <ol class="ranking">${t[o].map(l=>d(this,r,ie).call(this,o,l))}</ol>
            </section>
          `)}
      </div>
    `:j("mdi:magnify-close",e.say("not_found"),e.say("not_found_text",{text:i(this,r,c)}))},ie=function(e,s){let t=this.home,n=s.last_at?t.say("last_heard",{day:t.format.date(s.last_at)}):"";return a`
      <li>
        <a href=${d(this,r,B).call(this,e,s.id)}>
          ${I(s.name,40,e==="artists"?"round":"square")}
          <span class="name">
            <span class="line"><b class="cut">${s.name}</b>${z(t,s.lidarr)}</span>
            <span class="small soft cut">${[s.artist,n].filter(Boolean).join(" \xB7 ")}</span>
          </span>
          <span class="amount number">${t.format.number(s.plays)}</span>
        </a>
      </li>
    `},re=function(){return j("mdi:record-player",this.home.say("nothing_played"),this.home.say("another_period"))},B=function(e,s){let t=new URLSearchParams(this.query);return t.set("kind",e),t.set("open",String(s)),`/listening/top?${t}`},H=function(e){this.limit=L,_(e)},N=new WeakMap,R.properties={...g.properties,period:{},query:{attribute:!1},limit:{state:!0}},R.styles=[E,Q,M`:host{display:block}.tools{justify-content:space-between;margin-bottom:12px;gap:12px}.end{justify-content:flex-end}.middle{justify-content:center;padding-top:12px}.search{display:flex;align-items:center;gap:8px;height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;--mdc-icon-size:18px;color:var(--soft)}.search:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}.search input{border:0;outline:0;background:none;color:var(--ink);width:18ch;min-width:0}.ranking{columns:2 420px;column-gap:40px}.ranking li{break-inside:avoid}.genre{display:flex;align-items:center;gap:12px;padding:8px 0}.hits{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}.hits .ranking{columns:1}@media (max-width:600px){.search{flex:1 1 100%}.search input{width:100%}.end{justify-content:flex-start;flex:1 1 100%}}`];F("spindle-top",R);export{R as Top};
