import{d as Z,e as E,f as b}from"./chunk-M74OIVEU.js";import{a as y,f as g,h as w,j as L,p as _,u as O,v as Q,w as X,x as $}from"./chunk-KYMMP4IN.js";import"./chunk-QBKVQDHL.js";import"./chunk-PX6C53ZO.js";import"./chunk-OGYZFBDN.js";import"./chunk-GERYPNK7.js";import"./chunk-2U4Z2T6V.js";import{a as A,b as a,e as h,g as j,h as C,i as K,j as V,k as I}from"./chunk-RIQUUWU3.js";import{a as r,b as c,c as G,d}from"./chunk-YVDYIAWN.js";var x,m,J,W,Y,R,D,v,ee,F,q=class extends j{constructor(){super(...arguments);c(this,m);c(this,x,new y(this,()=>({type:"spindle/insights",questions:[{question:"page",kind:this.kind,name:this.name}]})));c(this,v,()=>this.renderRoot.querySelector("dialog")?.close());c(this,F,e=>{e.target===e.currentTarget&&r(this,v).call(this)})}firstUpdated(){this.renderRoot.querySelector("dialog")?.showModal()}updated(e){e.has("name")&&this.renderRoot.querySelector(".sheet")?.scrollTo(0,0)}render(){let e=this.home;if(!e)return h;let s=r(this,x).answer.value?.answers.page,{refusal:t}=r(this,x).answer;return a`
      <dialog aria-labelledby="name" @close=${d(this,m,ee)} @click=${r(this,F)}>
        <div class="sheet">
          <button class="icon close" aria-label=${e.say("close")} @click=${r(this,v)}><ha-icon icon="mdi:close"></ha-icon></button>
          <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
          ${s?d(this,m,J).call(this,s):t?b(e,t,()=>r(this,x).refresh()):a`${X("72px","72px","border-radius:36px")}${$(6,56)}`}
        </div>
      </dialog>
    `}};x=new WeakMap,m=new WeakSet,J=function(e){let s=this.home,{format:t}=s,i=[[s.say("plays"),t.number(e.plays)],[s.say("listening_time"),t.duration(e.seconds)],[s.say("days_heard"),t.number(e.days)]];return e.rank&&i.unshift([s.say("rank"),`#${t.number(e.rank)}`]),a`
      <header>
        ${L(e.name,72,e.kind==="artist"?"round":"square",e.cover)}
        <div class="titles">
          <h2 id="name">${e.name} ${_(s,e.lidarr?.status)}</h2>
          ${e.artist?a`<a class="soft" href=${g("top",{kind:"artists",open:e.artist_id??void 0})}>${e.artist}</a>`:h}
        </div>
      </header>
      ${e.lidarr?a`<p class="soft">${d(this,m,W).call(this,e.lidarr)}</p>`:h}
      <dl>${i.map(([l,o])=>a`<div><dt class="small soft">${l}</dt><dd class="number">${o}</dd></div>`)}</dl>
      ${e.first_at&&e.last_at?a`<p class="soft">${s.say("first_and_last",{first:t.date(e.first_at),last:t.date(e.last_at)})}</p>`:h}
      ${e.streak&&e.streak.days>1?a`<p class="soft">${s.say("streak_of",{days:s.count("days",e.streak.days),day:t.day(e.streak.last,"short")})}</p>`:h}
      ${e.months.length>1?d(this,m,Y).call(this,e):h}
      ${d(this,m,R).call(this,"tracks",e.tracks,l=>g("top",{kind:"tracks",open:l.key}))}
      ${d(this,m,R).call(this,"albums",e.albums,l=>g("top",{kind:"albums",open:l.key}))}
      ${d(this,m,R).call(this,"rooms",e.rooms,l=>g("history",{room:l.key}))}
      ${d(this,m,R).call(this,"services",e.services,l=>g("history",{service:l.key}))}
      ${s.isAdministrator&&e.kind==="artist"?a`<button class="chip" @click=${()=>d(this,m,D).call(this,e.name)}>${s.say("hide_artist",{artist:e.name})}</button>`:h}
    `},W=function({status:e,progress:s}){let t=this.home,i=s!==null&&e==="downloading"?`, ${t.format.percent(s)}`:"";return`Lidarr: ${t.words.of("lidarr",e)}${i}`},Y=function({months:e}){let s=this.home.format,t=e.slice(-36).map(({first:i,plays:l})=>({short:s.day(i,"month"),long:s.day(i,"year"),value:l}));return a`<spindle-bars .home=${this.home} .heading=${this.home.say("by_month")} .bars=${t} height="140"></spindle-bars>`},R=function(e,s,t){if(!s.length)return h;let i=this.home,l=Math.max(...s.map(o=>o.plays));return a`
      <section>
        <h3>${i.words.of("kind",e)}</h3>
        <ol>
          ${s.slice(0,8).map(o=>a`
              <li>
                <a href=${t(o)}>
                  <span class="share" style="inline-size:${100*o.plays/l}%"></span>
                  <span class="cut">${e==="services"?i.service(String(o.key)):o.name}</span>
                  ${_(i,o.lidarr)}
                  <span class="number soft">${i.format.number(o.plays)}</span>
                </a>
              </li>
            `)}
        </ol>
      </section>
    `},D=async function(e){let s=this.home,t=await Z(s,"hide",{artist:e});this.question="yes"in t?t:{title:s.say("hide_artist",{artist:e}),text:s.say("hide_text",{plays:s.count("plays",t.count)}),yes:s.say("hide"),run:async()=>{await s.act("hide",{artist:e}),r(this,v).call(this)}}},v=new WeakMap,ee=function(){w({open:void 0})},F=new WeakMap,q.properties={...j.properties,kind:{},name:{type:Number},question:{state:!0}},q.styles=[K,A`dialog{margin:0;margin-inline-start:auto;padding:0;border:0;width:min(100vw,440px);max-width:none;height:100dvh;max-height:none;background:var(--card);color:var(--ink);box-shadow:0 0 32px rgb(0 0 0 / 24%);overflow:hidden}dialog::backdrop{background:rgb(0 0 0 / 40%)}dialog[open]{animation:slide 0.2s ease-out}@keyframes slide{from{opacity:0;transform:translateX(var(--slide,32px))}}:host(:dir(rtl)){--slide:-32px}@media (prefers-reduced-motion:reduce){dialog[open]{animation:none}}.sheet{height:100%;overflow-y:auto;padding:24px;display:grid;gap:16px;align-content:start;grid-template-columns:minmax(0,1fr)}.close{position:absolute;inset-block-start:12px;inset-inline-end:12px;background:var(--card);z-index:1}header{display:flex;align-items:center;gap:16px;padding-inline-end:32px}.titles{min-width:0}.titles h2{font-size:22px;line-height:28px;overflow-wrap:anywhere}.titles a:hover{text-decoration:underline}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(80px,1fr));gap:8px}dd{font-size:18px;line-height:26px;font-weight:500;white-space:nowrap}h3{font-size:14px;font-weight:500;margin-bottom:4px}li a{position:relative;display:flex;gap:12px;justify-content:space-between;padding:8px;margin:0 -8px;border-radius:8px}li a:hover{background:var(--mild)}.share{position:absolute;inset-block:3px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}li .cut,li .number,li ha-icon{position:relative}li .cut{flex:1}`];I("spindle-drawer",q);var se=["artists","albums","tracks","genres"],me=["plays","seconds"],he="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",U=50,te=200,ce=200,M,u,k,f,n,S,P,p,ie,re,ne,ae,oe,H,B,z,T=class extends C{constructor(){super();c(this,n);c(this,M);c(this,u,new y(this,()=>{if(!(r(this,n,S)==="genres"||r(this,n,p)))return{type:"spindle/top",kind:r(this,n,S),figure:r(this,n,P),period:this.period,limit:this.limit}}));c(this,k,new y(this,()=>{let e={type:"spindle/insights",questions:[{question:"genres",limit:50}],period:this.period};return r(this,n,S)==="genres"&&!r(this,n,p)?e:void 0}));c(this,f,new y(this,()=>r(this,n,p)?{type:"spindle/search",text:r(this,n,p),limit:20}:void 0));c(this,z,e=>{let s=e.target.value;clearTimeout(r(this,M)),G(this,M,setTimeout(()=>w({q:s}),ce))});this.period="",this.query=new URLSearchParams,this.limit=U}render(){let e=this.home;if(!e)return h;let s=Number(this.query.get("open")),t=r(this,n,S);return a`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${e.say("page_top")}>
            ${se.map(i=>a`<button class="chip" aria-pressed=${i===t} @click=${()=>d(this,n,B).call(this,{kind:i,open:void 0})}>${e.words.of("kind",i)}</button>`)}
          </div>
          <div class="row end">
            <label class="search">
              ${V(he)}
              <input type="search" .value=${r(this,n,p)} placeholder=${e.say("search")} aria-label=${e.say("search")} @input=${r(this,z)} />
            </label>
            ${me.map(i=>a`<button class="chip" aria-pressed=${i===r(this,n,P)} @click=${()=>d(this,n,B).call(this,{by:i})}>${e.say(i==="plays"?"plays":"listening_time")}</button>`)}
          </div>
        </div>
        ${r(this,n,p)?d(this,n,ne).call(this):t==="genres"?d(this,n,re).call(this):d(this,n,ie).call(this,t)}
      </section>
      ${s&&t!=="genres"?a`<spindle-drawer .home=${e} .kind=${t} .name=${s}></spindle-drawer>`:h}
    `}};M=new WeakMap,u=new WeakMap,k=new WeakMap,f=new WeakMap,n=new WeakSet,S=function(){let e=this.query.get("kind");return se.includes(e)?e:"artists"},P=function(){return this.query.get("by")==="seconds"?"seconds":"plays"},p=function(){return this.query.get("q")?.trim()??""},ie=function(e){let s=this.home,{refusal:t}=r(this,u).answer,i=r(this,u).value;if(t&&!i)return b(s,t,()=>r(this,u).refresh());if(!i)return a`${$(12,62)}`;if(!i.rows.length)return d(this,n,oe).call(this);let l=i.rows.length>=this.limit&&this.limit<te;return a`
      <div class=${r(this,u).isStale?"old":""}>
        ${O(s,i.rows,{kind:e,figure:r(this,n,P),href:o=>d(this,n,H).call(this,e,o.id)})}
      </div>
      ${l?a`<div class="row middle"><button class="chip" @click=${()=>this.limit=Math.min(te,this.limit+U)}>${s.say("show_more")}</button></div>`:h}
    `},re=function(){let e=this.home,{refusal:s}=r(this,k).answer,t=r(this,k).value?.answers.genres;if(s&&!t)return b(e,s,()=>r(this,k).refresh());if(!t)return a`${$(12,62)}`;if(!t.genres.length)return E("mdi:tag-outline",e.say("no_genres"),e.say("no_genres_text"));let i=r(this,n,P),l=Math.max(...t.genres.map(o=>o[i]));return a`
      <p class="soft">${e.words.of("diversity",t.diversity.reading)} ${t.unknown?e.say("genres_unknown",{share:e.format.percent(t.unknown)}):""}</p>
      <ol class="ranking">
        ${[...t.genres].sort((o,N)=>N[i]-o[i]).map((o,N)=>a`
              <li class="genre">
                <span class="rank number soft">${e.format.number(N+1)}</span>
                <span class="name">
                  <span class="line"><b class="cut">${o.name}</b><span class="small soft">${e.format.percent(o.of_plays)}</span></span>
                  <span class="track"><i style="inline-size:${100*o[i]/l}%"></i></span>
                </span>
                <span class="amount number">${i==="plays"?e.format.number(o.plays):e.format.duration(o.seconds)}</span>
              </li>
            `)}
      </ol>
    `},ne=function(){let e=this.home,{refusal:s}=r(this,f).answer,t=r(this,f).value;if(s&&!t)return b(e,s,()=>r(this,f).refresh());if(!t)return a`${$(6,62)}`;let i=["artists","albums","tracks"].filter(l=>t[l].length);return i.length?a`
      <div class="hits ${r(this,f).isStale?"old":""}" aria-live="polite">
        ${i.map(l=>a`
            <section>
              <h2>${e.words.of("kind",l)}</h2>
              <ol class="ranking">${t[l].map(o=>d(this,n,ae).call(this,l,o))}</ol>
            </section>
          `)}
      </div>
    `:E("mdi:magnify-close",e.say("not_found"),e.say("not_found_text",{text:r(this,n,p)}))},ae=function(e,s){let t=this.home,i=s.last_at?t.say("last_heard",{day:t.format.date(s.last_at)}):"";return a`
      <li>
        <a href=${d(this,n,H).call(this,e,s.id)}>
          ${L(s.name,40,e==="artists"?"round":"square",s.cover)}
          <span class="name">
            <span class="line"><b class="cut">${s.name}</b>${_(t,s.lidarr)}</span>
            <span class="small soft cut">${[s.artist,i].filter(Boolean).join(" \xB7 ")}</span>
          </span>
          <span class="amount number">${t.format.number(s.plays)}</span>
        </a>
      </li>
    `},oe=function(){return E("mdi:record-player",this.home.say("nothing_played"),this.home.say("another_period"))},H=function(e,s){let t=new URLSearchParams(this.query);return t.set("kind",e),t.set("open",String(s)),`/listening/top?${t}`},B=function(e){this.limit=U,w(e)},z=new WeakMap,T.properties={...C.properties,period:{},query:{attribute:!1},limit:{state:!0}},T.styles=[K,Q,A`:host{display:block}.tools{justify-content:space-between;margin-bottom:12px;gap:12px}.end{justify-content:flex-end}.middle{justify-content:center;padding-top:12px}.search{display:flex;align-items:center;gap:8px;height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;--mdc-icon-size:18px;color:var(--soft)}.search:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}.search input{border:0;outline:0;background:none;color:var(--ink);width:18ch;min-width:0}.ranking{columns:2 420px;column-gap:40px}.ranking li{break-inside:avoid}.genre{display:flex;align-items:center;gap:12px;padding:8px 0}.hits{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}.hits .ranking{columns:1}@media (max-width:600px){.search{flex:1 1 100%}.search input{width:100%}.end{justify-content:flex-start;flex:1 1 100%}}`];I("spindle-top",T);export{T as Top};
