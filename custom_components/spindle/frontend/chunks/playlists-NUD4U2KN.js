import{b as R,c as k}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as S}from"./chunk-URNN75ZU.js";import{B as _,E as v,U as w,a as c,b as n,e as o,i as b,j as h,l as x,p as f}from"./chunk-QOHPUL5T.js";var T=12,L=["created","changed","removed","unchanged","missing_tracks","deleted_by_person"],H=["matched","pending","ambiguous","unmatched"];function g(a,s,t){let{format:e}=a,r=Object.values(s.calls).reduce((l,p)=>l+p,0),i=[[a.say("plan_lists"),e.number(t.length)],[a.say("plan_listed"),a.say("plan_of",{count:e.number(s.listed),all:e.number(s.tracks)})],[a.say("plan_unknown"),e.percent(s.unknown_percent/100)],[a.say("plan_calls"),r?a.say("plan_about",{count:e.number(r)}):"0"],[a.say("plan_takes"),s.days>1?a.count("days",Math.ceil(s.days)):a.say("plan_at_once")]];return n`
    <dl class="plan">${i.map(([l,p])=>n`<div><dt class="small soft">${l}</dt><dd class="number">${p}</dd></div>`)}</dl>
    ${N(a,t)} ${A(a,s)} ${C(a,s)} ${y(a,s.changes)} ${z(s.problems)}
  `}function z(a){return a.length?n`<ul class="problems small">${a.map(({message:s})=>n`<li>${s}</li>`)}</ul>`:o}function N(a,s){if(!s.length)return o;let t=Math.max(1,...s.map(({tracks:i})=>i)),e=({name:i,tracks:l})=>n`
    <li>
      <span class="size" style="inline-size:${100*l/t}%"></span>
      <span class="cut">${i}</span><span class="number">${a.format.number(l)}</span>
    </li>
  `,r=s.slice(T);return n`
    <ul class="lists">${s.slice(0,T).map(e)}</ul>
    ${r.length?n`<details><summary>${a.say("plan_more",{count:a.format.number(r.length)})}</summary><ul class="lists">${r.map(e)}</ul></details>`:o}
  `}function A(a,{left_out:s}){let t=Object.entries(s).filter(([,e])=>e).sort(([,e],[,r])=>r-e);return t.length?n`
    <h3>${a.say("plan_left_out")}</h3>
    <ul class="small soft">${t.map(([e,r])=>n`<li>${a.count("tracks",r)}: ${a.words.of("left_out",e)}</li>`)}</ul>
  `:o}function C(a,s){let t=Object.entries(s.folded);return!t.length&&!s.too_small.length?o:n`
    <details>
      <summary>${a.say("plan_folded",{folded:a.format.number(t.length),small:a.format.number(s.too_small.length)})}</summary>
      <ul class="small soft folded">
        ${t.map(([e,r])=>n`<li>${a.say("plan_into",{genre:e,into:r})}</li>`)}
        ${s.too_small.map(e=>n`<li>${a.say("plan_dropped",{genre:e})}</li>`)}
      </ul>
    </details>
  `}function y(a,s){return Object.entries(s).map(([t,e])=>{let r=L.filter(i=>e[i]).map(i=>a.say(`change_${i}`,{count:a.format.number(e[i])}));return n`
      <p class="small"><b>${a.words.of("target",t)}</b> <span class="soft">${r.join(", ")||a.say("change_none")}</span></p>
      ${e.identified?I(a,e.identified):o} ${z(e.problems)}
    `})}function I(a,s){let t=H.filter(e=>s[e]).map(e=>a.say(`known_${e}`,{count:a.format.number(s[e])}));return n`
    <p class="small soft">${t.join(", ")}</p>
    ${s.examples.length?n`<details>
          <summary>${a.say("known_examples")}</summary>
          <ul class="small soft folded">
            ${s.examples.map(({artist:e,title:r,candidates:i})=>n`<li>${f(e)} – ${f(r)}${i.length?` (${a.say("known_maybe",{names:i.join(", ")})})`:""}</li>`)}
          </ul>
        </details>`:o}
  `}var j=c`.plan{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}.plan dd{font-size:18px;line-height:26px;font-weight:500}h3{font-size:14px;font-weight:500}.lists{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:4px 24px}.lists li{position:relative;display:flex;justify-content:space-between;gap:12px;padding:6px 8px;border-radius:6px;overflow:hidden}.size{position:absolute;inset-block:2px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}.lists .cut,.lists .number{position:relative}summary{cursor:pointer;padding:6px 0;font-size:13px;font-weight:500}.folded{columns:2 240px;padding-top:4px}.problems{display:grid;gap:6px}.problems li{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--warning-color,#ffa600) 14%,transparent)}`;var O="/config/integrations/integration/spindle",P=new Set(["waiting","running","parked"]),E=new Set(["failed","parked"]),$=class extends h{static{this.properties={...h.properties,rehearsals:{state:!0}}}#t;#a="";#e=new b(this,()=>({type:"spindle/playlists"}));constructor(){super(),this.rehearsals={}}updated(){this.#t||!this.home||(this.#t=this.home.store.onLive(()=>this.#i()),this.#a=this.#r())}disconnectedCallback(){super.disconnectedCallback(),this.#t?.(),this.#t=void 0}#i(){let s=this.#r();this.#a&&s!==this.#a&&this.#e.refresh(),this.#a=s,this.requestUpdate()}#r(){let s=this.home?.store.live;return s?JSON.stringify((s.playlists??[]).map(({id:t,state:e,until:r,finished_at:i})=>[t,e,r,i])):""}render(){let s=this.home;if(!s)return o;let{refusal:t}=this.#e.answer,e=this.#e.value?.recipes;if(t&&!e)return n`<section class="card">${k(s,t,()=>this.#e.refresh())}</section>`;if(!e)return n`<section class="card">${w(6,56)}</section>`;if(!e.length){let r=s.isAdministrator?{label:s.say("playlists_add"),href:O}:void 0;return n`<section class="card">${R("mdi:playlist-music-outline",s.say("playlists_none"),s.say("playlists_none_text"),r)}</section>`}return n`
      ${e.map(r=>this.#l(r))}
      ${s.isAdministrator?n`<a class="chip" href=${O}>${s.say("playlists_configure")}</a>`:o}
    `}#l(s){let t=this.home,{report:e}=s,r=t.store.live?.playlists?.find(({id:m})=>m===s.id),i=r?.state??e?.state??"idle",l=e?.until??null,p=e?.finished_at?t.say("run_finished",{time:t.format.moment(e.finished_at)}):"";return n`
      <section class="card" aria-labelledby=${s.id}>
        <div class="head">
          <h2 id=${s.id}>${s.name}</h2>
          ${_(E.has(i)?"bad":i==="done"?"good":"calm",t.words.of("run",r?.progress&&!P.has(i)?"rehearsing":i))}
        </div>
        <p class="small soft">${this.#o(s)}</p>
        ${r?.progress?this.#p(s,r.progress):o}
        ${e?.message?n`<p class="why">${e.message} ${l?t.say("run_until",{time:t.format.moment(l)}):""}</p>`:o}
        ${e?.done&&Object.keys(e.done).length?n`<h3>${t.say("run_so_far")}</h3>${y(t,e.done)}`:o}
        ${t.isAdministrator?this.#d(s,i,r):o} ${this.#c(s)}
        ${e?.plan?n`<p class="small soft">${p}</p>${g(t,e.plan,s.lists)}`:e?o:n`<p class="soft">${t.say("run_never")}</p>`}
      </section>
    `}#o({sources:s,targets:t}){let e=this.home,r=(i,l)=>l.map(p=>e.words.of(i,p)).join(", ");return e.say("recipe_way",{sources:r("source",s),targets:r("target",t)})}#p(s,{phase:t,percent:e,counts:r,done_at:i}){let l=this.home,p=i?l.say("done_about",{time:l.format.moment(i)}):"",m=Object.entries(r).filter(([d,u])=>u&&l.words.of("count",d)!==d);return n`
      <div>
        <p class="row small"><b>${l.words.of("run_phase",t)}</b><span class="number">${l.format.percent(e/100)}</span><span class="soft">${p}</span></p>
        <span class="meter" role="progressbar" aria-label=${s.name} aria-valuenow=${Math.round(e)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${e}%"></i></span>
        <p class="small soft number counts">${m.map(([d,u])=>n`<span>${l.words.of("count",d)} ${l.format.number(u)}</span>`)}</p>
      </div>
    `}#d(s,t,e){let r=this.home;return P.has(t)||e?.progress?n`<div class="row"><button class="chip" @click=${()=>this.#n(s,"cancel_playlists")}>${r.say("stop")}</button></div>`:n`
      <div class="row">
        <button class="chip" @click=${()=>this.#m(s)}>${r.say("run_rehearse")}</button>
        <button class="chip strong" @click=${()=>this.#n(s,"generate_playlists")}>${r.say("run_start")}</button>
      </div>
    `}#c({id:s}){let t=this.home,e=this.rehearsals[s];return e?e.error?n`<p class="why" role="alert">${e.error}</p>`:e.plan?n`
      <div class="rehearsal" role="status">
        <div class="head">
          <h3>${t.say("run_would")}</h3>
          <button class="icon" aria-label=${t.say("close")} @click=${()=>this.#s(s,void 0)}><ha-icon icon="mdi:close"></ha-icon></button>
        </div>
        <p class="small soft">${t.say("import_nothing_yet")}</p>
        ${g(t,e.plan,e.plan.playlists)}
      </div>
    `:n`<p class="soft" role="status">${t.say("run_rehearsing")}</p>`:o}async#m({id:s}){this.#s(s,{});try{this.#s(s,{plan:await this.home.act("generate_playlists",{name:s,dry_run:!0})})}catch(t){this.#s(s,{error:t.message})}}async#n({id:s},t){this.#s(s,void 0);try{await this.home.act(t,{name:s})}catch(e){this.#s(s,{error:e.message})}this.#e.refresh()}#s(s,t){let{[s]:e,...r}=this.rehearsals;this.rehearsals=t?{...r,[s]:t}:r}static{this.styles=[x,v,j,c`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}.head{margin:0}.head h3{flex:1}.meter{display:block;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:4px;background:var(--accent);transition:inline-size 0.4s}.counts{display:flex;flex-wrap:wrap;gap:2px 16px;min-height:16px;margin-top:6px}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}.rehearsal{display:grid;gap:12px;padding:16px;border:1px dashed var(--accent);border-radius:12px}:host>.chip{justify-self:start}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`]}};S("spindle-playlists",$);export{$ as Playlists};
