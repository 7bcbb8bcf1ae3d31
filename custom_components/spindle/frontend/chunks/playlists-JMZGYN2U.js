import{e as H,f as A}from"./chunk-GAFTLHPK.js";import{a as z,l as P,o as L,x as O}from"./chunk-HVCUQDFE.js";import"./chunk-QBKVQDHL.js";import"./chunk-MNDBVNTL.js";import"./chunk-OGYZFBDN.js";import"./chunk-WF2JSA5Q.js";import"./chunk-M75AUZ6R.js";import{a as v,b as n,d as c,e as k,f as j,g as C}from"./chunk-VC4YFLHO.js";import{a as m,b,c as _,d}from"./chunk-YVDYIAWN.js";var E=12;function S(a,i,s){let{format:e}=a,t=Object.values(i.calls).reduce((l,p)=>l+p,0),r=[[a.say("plan_lists"),e.number(s.length)],[a.say("plan_listed"),a.say("plan_of",{count:e.number(i.listed),all:e.number(i.tracks)})],[a.say("plan_unknown"),e.percent(i.unknown_percent/100)],[a.say("plan_calls"),t?a.say("plan_about",{count:e.number(t)}):"0"],[a.say("plan_takes"),i.days>1?a.count("days",Math.ceil(i.days)):a.say("plan_at_once")]];return n`
    <dl class="plan">${r.map(([l,p])=>n`<div><dt class="small soft">${l}</dt><dd class="number">${p}</dd></div>`)}</dl>
    ${Q(a,s)} ${V(a,i)} ${W(a,i)} ${X(a,i.changes)} ${G(i.problems)}
  `}function G(a){return a.length?n`<ul class="problems small">${a.map(({message:i})=>n`<li>${i}</li>`)}</ul>`:c}function Q(a,i){if(!i.length)return c;let s=Math.max(1,...i.map(({tracks:r})=>r)),e=({name:r,tracks:l})=>n`
    <li>
      <span class="size" style="inline-size:${100*l/s}%"></span>
      <span class="cut">${r}</span><span class="number soft">${a.format.number(l)}</span>
    </li>
  `,t=i.slice(E);return n`
    <ul class="lists">${i.slice(0,E).map(e)}</ul>
    ${t.length?n`<details><summary>${a.say("plan_more",{count:a.format.number(t.length)})}</summary><ul class="lists">${t.map(e)}</ul></details>`:c}
  `}function V(a,{left_out:i}){let s=Object.entries(i).filter(([,e])=>e).sort(([,e],[,t])=>t-e);return s.length?n`
    <h3>${a.say("plan_left_out")}</h3>
    <ul class="small soft">${s.map(([e,t])=>n`<li>${a.count("tracks",t)}: ${a.words.of("left_out",e)}</li>`)}</ul>
  `:c}function W(a,i){let s=Object.entries(i.folded);return!s.length&&!i.too_small.length?c:n`
    <details>
      <summary>${a.say("plan_folded",{folded:a.format.number(s.length),small:a.format.number(i.too_small.length)})}</summary>
      <ul class="small soft folded">
        ${s.map(([e,t])=>n`<li>${a.say("plan_into",{genre:e,into:t})}</li>`)}
        ${i.too_small.map(e=>n`<li>${a.say("plan_dropped",{genre:e})}</li>`)}
      </ul>
    </details>
  `}function X(a,i){let s=(e,t)=>t[e]?a.words.say(`change_${e}`,{count:a.format.number(t[e])}):"";return Object.entries(i).map(([e,t])=>{let r=["created","changed","removed","unchanged","missing_tracks","deleted_by_person"].map(l=>s(l,t));return n`
      <p class="small"><b>${a.words.of("target",e)}</b> <span class="soft">${r.filter(Boolean).join(", ")||a.say("change_none")}</span></p>
      ${G(t.problems)}
    `})}var I=v`.plan{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}.plan dd{font-size:18px;line-height:26px;font-weight:500}h3{font-size:14px;font-weight:500}.lists{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:4px 24px}.lists li{position:relative;display:flex;justify-content:space-between;gap:12px;padding:6px 8px;border-radius:6px;overflow:hidden}.size{position:absolute;inset-block:2px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}.lists .cut,.lists .number{position:relative}summary{cursor:pointer;padding:6px 0;font-size:13px;font-weight:500}.folded{columns:2 240px;padding-top:4px}.problems{display:grid;gap:6px}.problems li{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--warning-color,#ffa600) 14%,transparent)}`;var M="/config/integrations/integration/spindle",N=new Set(["waiting","running","parked"]),Y=new Set(["failed","parked"]),f,g,u,o,B,q,D,F,J,U,K,T,h,$=class extends k{constructor(){super();b(this,o);b(this,f);b(this,g,"");b(this,u,new z(this,()=>({type:"spindle/playlists"})));this.rehearsals={}}updated(){m(this,f)??_(this,f,this.home?.store.onLive(()=>d(this,o,B).call(this)))}disconnectedCallback(){var s;super.disconnectedCallback(),(s=m(this,f))==null||s.call(this),_(this,f,void 0)}render(){let s=this.home;if(!s)return c;let{refusal:e}=m(this,u).answer,t=m(this,u).value?.recipes;if(e&&!t)return n`<section class="card">${A(s,e,()=>m(this,u).refresh())}</section>`;if(!t)return n`<section class="card">${O(6,56)}</section>`;if(!t.length){let r=s.isAdministrator?{label:s.say("playlists_add"),href:M}:void 0;return n`<section class="card">${H("mdi:playlist-music-outline",s.say("playlists_none"),s.say("playlists_none_text"),r)}</section>`}return n`
      ${t.map(r=>d(this,o,q).call(this,r))}
      ${s.isAdministrator?n`<a class="chip" href=${M}>${s.say("playlists_configure")}</a>`:c}
    `}};f=new WeakMap,g=new WeakMap,u=new WeakMap,o=new WeakSet,B=function(){let s=JSON.stringify(this.home?.store.live?.playlists?.map(({id:e,state:t,until:r})=>[e,t,r]));m(this,g)&&s!==m(this,g)&&m(this,u).refresh(),_(this,g,s??"none"),this.requestUpdate()},q=function(s){let e=this.home,{report:t}=s,r=e.store.live?.playlists?.find(({id:w})=>w===s.id),l=r?.state??t?.state??"idle",p=t?.until??null,y=t?.finished_at?e.say("run_finished",{time:e.format.moment(t.finished_at)}):"";return n`
      <section class="card" aria-labelledby=${s.id}>
        <div class="head">
          <h2 id=${s.id}>${s.name}</h2>
          ${P(Y.has(l)?"bad":l==="done"?"good":"calm",e.words.of("run",r?.progress&&!N.has(l)?"rehearsing":l))}
        </div>
        <p class="small soft">${d(this,o,D).call(this,s)}</p>
        ${r?.progress?d(this,o,F).call(this,s,r.progress):c}
        ${t?.message?n`<p class="why">${t.message} ${p?e.say("run_until",{time:e.format.moment(p)}):""}</p>`:c}
        ${e.isAdministrator?d(this,o,J).call(this,s,l,r):c} ${d(this,o,U).call(this,s)}
        ${t?.plan?n`<p class="small soft">${y}</p>${S(e,t.plan,s.lists)}`:t?c:n`<p class="soft">${e.say("run_never")}</p>`}
      </section>
    `},D=function({sources:s,targets:e}){let t=this.home,r=(l,p)=>p.map(y=>t.words.of(l,y)).join(", ");return t.say("recipe_way",{sources:r("source",s),targets:r("target",e)})},F=function(s,{phase:e,percent:t,counts:r,done_at:l}){let p=this.home,y=l?p.say("done_about",{time:p.format.moment(l)}):"",w=Object.entries(r).filter(([x,R])=>R&&p.words.of("count",x)!==x);return n`
      <div>
        <p class="row small"><b>${p.words.of("run_phase",e)}</b><span class="number">${p.format.percent(t/100)}</span><span class="soft">${y}</span></p>
        <span class="meter" role="progressbar" aria-label=${s.name} aria-valuenow=${Math.round(t)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${t}%"></i></span>
        <p class="small soft number counts">${w.map(([x,R])=>n`<span>${p.words.of("count",x)} ${p.format.number(R)}</span>`)}</p>
      </div>
    `},J=function(s,e,t){let r=this.home;return N.has(e)||t?.progress?n`<div class="row"><button class="chip" @click=${()=>d(this,o,T).call(this,s,"cancel_playlists")}>${r.say("stop")}</button></div>`:n`
      <div class="row">
        <button class="chip" @click=${()=>d(this,o,K).call(this,s)}>${r.say("run_rehearse")}</button>
        <button class="chip strong" @click=${()=>d(this,o,T).call(this,s,"generate_playlists")}>${r.say("run_start")}</button>
      </div>
    `},U=function({id:s}){let e=this.home,t=this.rehearsals[s];return t?t.error?n`<p class="why" role="alert">${t.error}</p>`:t.plan?n`
      <div class="rehearsal" role="status">
        <div class="head">
          <h3>${e.say("run_would")}</h3>
          <button class="icon" aria-label=${e.say("close")} @click=${()=>d(this,o,h).call(this,s,void 0)}><ha-icon icon="mdi:close"></ha-icon></button>
        </div>
        <p class="small soft">${e.say("import_nothing_yet")}</p>
        ${S(e,t.plan,t.plan.playlists)}
      </div>
    `:n`<p class="soft" role="status">${e.say("run_rehearsing")}</p>`:c},K=async function({id:s}){d(this,o,h).call(this,s,{});try{d(this,o,h).call(this,s,{plan:await this.home.act("generate_playlists",{name:s,dry_run:!0})})}catch(e){d(this,o,h).call(this,s,{error:e.message})}},T=async function({id:s},e){d(this,o,h).call(this,s,void 0);try{await this.home.act(e,{name:s})}catch(t){d(this,o,h).call(this,s,{error:t.message})}m(this,u).refresh()},h=function(s,e){let{[s]:t,...r}=this.rehearsals;this.rehearsals=e?{...r,[s]:e}:r},$.properties={...k.properties,rehearsals:{state:!0}},$.styles=[j,L,I,v`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}.head{margin:0}.head h3{flex:1}.meter{display:block;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:4px;background:var(--accent);transition:inline-size 0.4s}.counts{display:flex;flex-wrap:wrap;gap:2px 16px;min-height:16px;margin-top:6px}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}.rehearsal{display:grid;gap:12px;padding:16px;border:1px dashed var(--accent);border-radius:12px}:host>.chip{justify-self:start}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`];C("spindle-playlists",$);export{$ as Playlists};
