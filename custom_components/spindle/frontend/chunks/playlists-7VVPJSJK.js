import{b as R,c as k}from"./chunk-5F4QR4KH.js";import"./chunk-Q7QUQQON.js";import{a as S}from"./chunk-URNN75ZU.js";import{B as _,E as v,U as w,a as c,b as r,e as o,i as b,j as f,l as x,p as h}from"./chunk-QOHPUL5T.js";var T=12,L=["created","changed","removed","unchanged","missing_tracks","deleted_by_person"],H=["matched","pending","ambiguous","unmatched"];function g(a,s,t){let{format:e}=a,n=Object.values(s.calls).reduce((l,p)=>l+p,0),i=[[a.say("plan_lists"),e.number(t.length)],[a.say("plan_listed"),a.say("plan_of",{count:e.number(s.listed),all:e.number(s.tracks)})],[a.say("plan_unknown"),e.percent(s.unknown_percent/100)],[a.say("plan_calls"),n?a.say("plan_about",{count:e.number(n)}):"0"],[a.say("plan_takes"),s.days>1?a.count("days",Math.ceil(s.days)):a.say("plan_at_once")]];return r`
    <dl class="plan">${i.map(([l,p])=>r`<div><dt class="small soft">${l}</dt><dd class="number">${p}</dd></div>`)}</dl>
    ${N(a,t)} ${A(a,s)} ${C(a,s)} ${y(a,s.changes)} ${z(s.problems)}
  `}function z(a){return a.length?r`<ul class="problems small">${a.map(({message:s})=>r`<li>${s}</li>`)}</ul>`:o}function N(a,s){if(!s.length)return o;let t=Math.max(1,...s.map(({tracks:i})=>i)),e=({name:i,tracks:l})=>r`
    <li>
      <span class="size" style="inline-size:${100*l/t}%"></span>
      <span class="cut">${i}</span><span class="number soft">${a.format.number(l)}</span>
    </li>
  `,n=s.slice(T);return r`
    <ul class="lists">${s.slice(0,T).map(e)}</ul>
    ${n.length?r`<details><summary>${a.say("plan_more",{count:a.format.number(n.length)})}</summary><ul class="lists">${n.map(e)}</ul></details>`:o}
  `}function A(a,{left_out:s}){let t=Object.entries(s).filter(([,e])=>e).sort(([,e],[,n])=>n-e);return t.length?r`
    <h3>${a.say("plan_left_out")}</h3>
    <ul class="small soft">${t.map(([e,n])=>r`<li>${a.count("tracks",n)}: ${a.words.of("left_out",e)}</li>`)}</ul>
  `:o}function C(a,s){let t=Object.entries(s.folded);return!t.length&&!s.too_small.length?o:r`
    <details>
      <summary>${a.say("plan_folded",{folded:a.format.number(t.length),small:a.format.number(s.too_small.length)})}</summary>
      <ul class="small soft folded">
        ${t.map(([e,n])=>r`<li>${a.say("plan_into",{genre:e,into:n})}</li>`)}
        ${s.too_small.map(e=>r`<li>${a.say("plan_dropped",{genre:e})}</li>`)}
      </ul>
    </details>
  `}function y(a,s){return Object.entries(s).map(([t,e])=>{let n=L.filter(i=>e[i]).map(i=>a.say(`change_${i}`,{count:a.format.number(e[i])}));return r`
      <p class="small"><b>${a.words.of("target",t)}</b> <span class="soft">${n.join(", ")||a.say("change_none")}</span></p>
      ${e.identified?I(a,e.identified):o} ${z(e.problems)}
    `})}function I(a,s){let t=H.filter(e=>s[e]).map(e=>a.say(`known_${e}`,{count:a.format.number(s[e])}));return r`
    <p class="small soft">${t.join(", ")}</p>
    ${s.examples.length?r`<details>
          <summary>${a.say("known_examples")}</summary>
          <ul class="small soft folded">
            ${s.examples.map(({artist:e,title:n,candidates:i})=>r`<li>${h(e)} – ${h(n)}${i.length?` (${a.say("known_maybe",{names:i.join(", ")})})`:""}</li>`)}
          </ul>
        </details>`:o}
  `}var j=c`.plan{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}.plan dd{font-size:18px;line-height:26px;font-weight:500}h3{font-size:14px;font-weight:500}.lists{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:4px 24px}.lists li{position:relative;display:flex;justify-content:space-between;gap:12px;padding:6px 8px;border-radius:6px;overflow:hidden}.size{position:absolute;inset-block:2px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}.lists .cut,.lists .number{position:relative}summary{cursor:pointer;padding:6px 0;font-size:13px;font-weight:500}.folded{columns:2 240px;padding-top:4px}.problems{display:grid;gap:6px}.problems li{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--warning-color,#ffa600) 14%,transparent)}`;var O="/config/integrations/integration/spindle",P=new Set(["waiting","running","parked"]),E=new Set(["failed","parked"]),$=class extends f{static{this.properties={...f.properties,rehearsals:{state:!0}}}#t;#a="";#e=new b(this,()=>({type:"spindle/playlists"}));constructor(){super(),this.rehearsals={}}updated(){this.#t??=this.home?.store.onLive(()=>this.#r())}disconnectedCallback(){super.disconnectedCallback(),this.#t?.(),this.#t=void 0}#r(){let s=this.home?.store.live?.playlists??[],t=JSON.stringify(s.map(({id:e,state:n,until:i,finished_at:l})=>[e,n,i,l]));this.#a&&t!==this.#a&&this.#e.refresh(),this.#a=t,this.requestUpdate()}render(){let s=this.home;if(!s)return o;let{refusal:t}=this.#e.answer,e=this.#e.value?.recipes;if(t&&!e)return r`<section class="card">${k(s,t,()=>this.#e.refresh())}</section>`;if(!e)return r`<section class="card">${w(6,56)}</section>`;if(!e.length){let n=s.isAdministrator?{label:s.say("playlists_add"),href:O}:void 0;return r`<section class="card">${R("mdi:playlist-music-outline",s.say("playlists_none"),s.say("playlists_none_text"),n)}</section>`}return r`
      ${e.map(n=>this.#i(n))}
      ${s.isAdministrator?r`<a class="chip" href=${O}>${s.say("playlists_configure")}</a>`:o}
    `}#i(s){let t=this.home,{report:e}=s,n=t.store.live?.playlists?.find(({id:m})=>m===s.id),i=n?.state??e?.state??"idle",l=e?.until??null,p=e?.finished_at?t.say("run_finished",{time:t.format.moment(e.finished_at)}):"";return r`
      <section class="card" aria-labelledby=${s.id}>
        <div class="head">
          <h2 id=${s.id}>${s.name}</h2>
          ${_(E.has(i)?"bad":i==="done"?"good":"calm",t.words.of("run",n?.progress&&!P.has(i)?"rehearsing":i))}
        </div>
        <p class="small soft">${this.#l(s)}</p>
        ${n?.progress?this.#o(s,n.progress):o}
        ${e?.message?r`<p class="why">${e.message} ${l?t.say("run_until",{time:t.format.moment(l)}):""}</p>`:o}
        ${e?.done&&Object.keys(e.done).length?r`<h3>${t.say("run_so_far")}</h3>${y(t,e.done)}`:o}
        ${t.isAdministrator?this.#p(s,i,n):o} ${this.#d(s)}
        ${e?.plan?r`<p class="small soft">${p}</p>${g(t,e.plan,s.lists)}`:e?o:r`<p class="soft">${t.say("run_never")}</p>`}
      </section>
    `}#l({sources:s,targets:t}){let e=this.home,n=(i,l)=>l.map(p=>e.words.of(i,p)).join(", ");return e.say("recipe_way",{sources:n("source",s),targets:n("target",t)})}#o(s,{phase:t,percent:e,counts:n,done_at:i}){let l=this.home,p=i?l.say("done_about",{time:l.format.moment(i)}):"",m=Object.entries(n).filter(([d,u])=>u&&l.words.of("count",d)!==d);return r`
      <div>
        <p class="row small"><b>${l.words.of("run_phase",t)}</b><span class="number">${l.format.percent(e/100)}</span><span class="soft">${p}</span></p>
        <span class="meter" role="progressbar" aria-label=${s.name} aria-valuenow=${Math.round(e)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${e}%"></i></span>
        <p class="small soft number counts">${m.map(([d,u])=>r`<span>${l.words.of("count",d)} ${l.format.number(u)}</span>`)}</p>
      </div>
    `}#p(s,t,e){let n=this.home;return P.has(t)||e?.progress?r`<div class="row"><button class="chip" @click=${()=>this.#n(s,"cancel_playlists")}>${n.say("stop")}</button></div>`:r`
      <div class="row">
        <button class="chip" @click=${()=>this.#c(s)}>${n.say("run_rehearse")}</button>
        <button class="chip strong" @click=${()=>this.#n(s,"generate_playlists")}>${n.say("run_start")}</button>
      </div>
    `}#d({id:s}){let t=this.home,e=this.rehearsals[s];return e?e.error?r`<p class="why" role="alert">${e.error}</p>`:e.plan?r`
      <div class="rehearsal" role="status">
        <div class="head">
          <h3>${t.say("run_would")}</h3>
          <button class="icon" aria-label=${t.say("close")} @click=${()=>this.#s(s,void 0)}><ha-icon icon="mdi:close"></ha-icon></button>
        </div>
        <p class="small soft">${t.say("import_nothing_yet")}</p>
        ${g(t,e.plan,e.plan.playlists)}
      </div>
    `:r`<p class="soft" role="status">${t.say("run_rehearsing")}</p>`:o}async#c({id:s}){this.#s(s,{});try{this.#s(s,{plan:await this.home.act("generate_playlists",{name:s,dry_run:!0})})}catch(t){this.#s(s,{error:t.message})}}async#n({id:s},t){this.#s(s,void 0);try{await this.home.act(t,{name:s})}catch(e){this.#s(s,{error:e.message})}this.#e.refresh()}#s(s,t){let{[s]:e,...n}=this.rehearsals;this.rehearsals=t?{...n,[s]:t}:n}static{this.styles=[x,v,j,c`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}.head{margin:0}.head h3{flex:1}.meter{display:block;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:4px;background:var(--accent);transition:inline-size 0.4s}.counts{display:flex;flex-wrap:wrap;gap:2px 16px;min-height:16px;margin-top:6px}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}.rehearsal{display:grid;gap:12px;padding:16px;border:1px dashed var(--accent);border-radius:12px}:host>.chip{justify-self:start}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`]}};S("spindle-playlists",$);export{$ as Playlists};
