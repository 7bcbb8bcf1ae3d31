import{b as N,c as A}from"./chunk-5PVZIK4V.js";import{B as H,a as j,l as P,o as L}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as v,b as r,e as p,i as k,k as O,m as C}from"./chunk-PBTKIUYC.js";import{a as m,b as $,c as _,d as c}from"./chunk-YVDYIAWN.js";var I=12,Q=["created","changed","removed","unchanged","missing_tracks","deleted_by_person"],V=["matched","pending","ambiguous","unmatched"];function S(a,i,e){let{format:s}=a,t=Object.values(i.calls).reduce((l,d)=>l+d,0),n=[[a.say("plan_lists"),s.number(e.length)],[a.say("plan_listed"),a.say("plan_of",{count:s.number(i.listed),all:s.number(i.tracks)})],[a.say("plan_unknown"),s.percent(i.unknown_percent/100)],[a.say("plan_calls"),t?a.say("plan_about",{count:s.number(t)}):"0"],[a.say("plan_takes"),i.days>1?a.count("days",Math.ceil(i.days)):a.say("plan_at_once")]];return r`
    <dl class="plan">${n.map(([l,d])=>r`<div><dt class="small soft">${l}</dt><dd class="number">${d}</dd></div>`)}</dl>
    ${X(a,e)} ${Y(a,i)} ${Z(a,i)} ${T(a,i.changes)} ${E(i.problems)}
  `}function E(a){return a.length?r`<ul class="problems small">${a.map(({message:i})=>r`<li>${i}</li>`)}</ul>`:p}function X(a,i){if(!i.length)return p;let e=Math.max(1,...i.map(({tracks:n})=>n)),s=({name:n,tracks:l})=>r`
    <li>
      <span class="size" style="inline-size:${100*l/e}%"></span>
      <span class="cut">${n}</span><span class="number soft">${a.format.number(l)}</span>
    </li>
  `,t=i.slice(I);return r`
    <ul class="lists">${i.slice(0,I).map(s)}</ul>
    ${t.length?r`<details><summary>${a.say("plan_more",{count:a.format.number(t.length)})}</summary><ul class="lists">${t.map(s)}</ul></details>`:p}
  `}function Y(a,{left_out:i}){let e=Object.entries(i).filter(([,s])=>s).sort(([,s],[,t])=>t-s);return e.length?r`
    <h3>${a.say("plan_left_out")}</h3>
    <ul class="small soft">${e.map(([s,t])=>r`<li>${a.count("tracks",t)}: ${a.words.of("left_out",s)}</li>`)}</ul>
  `:p}function Z(a,i){let e=Object.entries(i.folded);return!e.length&&!i.too_small.length?p:r`
    <details>
      <summary>${a.say("plan_folded",{folded:a.format.number(e.length),small:a.format.number(i.too_small.length)})}</summary>
      <ul class="small soft folded">
        ${e.map(([s,t])=>r`<li>${a.say("plan_into",{genre:s,into:t})}</li>`)}
        ${i.too_small.map(s=>r`<li>${a.say("plan_dropped",{genre:s})}</li>`)}
      </ul>
    </details>
  `}function T(a,i){return Object.entries(i).map(([e,s])=>{let t=Q.filter(n=>s[n]).map(n=>a.say(`change_${n}`,{count:a.format.number(s[n])}));return r`
      <p class="small"><b>${a.words.of("target",e)}</b> <span class="soft">${t.join(", ")||a.say("change_none")}</span></p>
      ${s.identified?ss(a,s.identified):p} ${E(s.problems)}
    `})}function ss(a,i){let e=V.filter(s=>i[s]).map(s=>a.say(`known_${s}`,{count:a.format.number(i[s])}));return r`
    <p class="small soft">${e.join(", ")}</p>
    ${i.examples.length?r`<details>
          <summary>${a.say("known_examples")}</summary>
          <ul class="small soft folded">
            ${i.examples.map(({artist:s,title:t,candidates:n})=>r`<li>${s} – ${t}${n.length?` (${a.say("known_maybe",{names:n.join(", ")})})`:""}</li>`)}
          </ul>
        </details>`:p}
  `}var G=v`.plan{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}.plan dd{font-size:18px;line-height:26px;font-weight:500}h3{font-size:14px;font-weight:500}.lists{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:4px 24px}.lists li{position:relative;display:flex;justify-content:space-between;gap:12px;padding:6px 8px;border-radius:6px;overflow:hidden}.size{position:absolute;inset-block:2px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}.lists .cut,.lists .number{position:relative}summary{cursor:pointer;padding:6px 0;font-size:13px;font-weight:500}.folded{columns:2 240px;padding-top:4px}.problems{display:grid;gap:6px}.problems li{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--warning-color,#ffa600) 14%,transparent)}`;var M="/config/integrations/integration/spindle",U=new Set(["waiting","running","parked"]),es=new Set(["failed","parked"]),h,g,u,o,q,B,D,F,J,K,W,z,f,b=class extends k{constructor(){super();$(this,o);$(this,h);$(this,g,"");$(this,u,new j(this,()=>({type:"spindle/playlists"})));this.rehearsals={}}updated(){m(this,h)??_(this,h,this.home?.store.onLive(()=>c(this,o,q).call(this)))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=m(this,h))==null||e.call(this),_(this,h,void 0)}render(){let e=this.home;if(!e)return p;let{refusal:s}=m(this,u).answer,t=m(this,u).value?.recipes;if(s&&!t)return r`<section class="card">${A(e,s,()=>m(this,u).refresh())}</section>`;if(!t)return r`<section class="card">${H(6,56)}</section>`;if(!t.length){let n=e.isAdministrator?{label:e.say("playlists_add"),href:M}:void 0;return r`<section class="card">${N("mdi:playlist-music-outline",e.say("playlists_none"),e.say("playlists_none_text"),n)}</section>`}return r`
      ${t.map(n=>c(this,o,B).call(this,n))}
      ${e.isAdministrator?r`<a class="chip" href=${M}>${e.say("playlists_configure")}</a>`:p}
    `}};h=new WeakMap,g=new WeakMap,u=new WeakMap,o=new WeakSet,q=function(){let e=this.home?.store.live?.playlists??[],s=JSON.stringify(e.map(({id:t,state:n,until:l})=>[t,n,l]));m(this,g)&&s!==m(this,g)&&m(this,u).refresh(),_(this,g,s),this.requestUpdate()},B=function(e){let s=this.home,{report:t}=e,n=s.store.live?.playlists?.find(({id:w})=>w===e.id),l=n?.state??t?.state??"idle",d=t?.until??null,y=t?.finished_at?s.say("run_finished",{time:s.format.moment(t.finished_at)}):"";return r`
      <section class="card" aria-labelledby=${e.id}>
        <div class="head">
          <h2 id=${e.id}>${e.name}</h2>
          ${P(es.has(l)?"bad":l==="done"?"good":"calm",s.words.of("run",n?.progress&&!U.has(l)?"rehearsing":l))}
        </div>
        <p class="small soft">${c(this,o,D).call(this,e)}</p>
        ${n?.progress?c(this,o,F).call(this,e,n.progress):p}
        ${t?.message?r`<p class="why">${t.message} ${d?s.say("run_until",{time:s.format.moment(d)}):""}</p>`:p}
        ${t?.done&&Object.keys(t.done).length?r`<h3>${s.say("run_so_far")}</h3>${T(s,t.done)}`:p}
        ${s.isAdministrator?c(this,o,J).call(this,e,l,n):p} ${c(this,o,K).call(this,e)}
        ${t?.plan?r`<p class="small soft">${y}</p>${S(s,t.plan,e.lists)}`:t?p:r`<p class="soft">${s.say("run_never")}</p>`}
      </section>
    `},D=function({sources:e,targets:s}){let t=this.home,n=(l,d)=>d.map(y=>t.words.of(l,y)).join(", ");return t.say("recipe_way",{sources:n("source",e),targets:n("target",s)})},F=function(e,{phase:s,percent:t,counts:n,done_at:l}){let d=this.home,y=l?d.say("done_about",{time:d.format.moment(l)}):"",w=Object.entries(n).filter(([x,R])=>R&&d.words.of("count",x)!==x);return r`
      <div>
        <p class="row small"><b>${d.words.of("run_phase",s)}</b><span class="number">${d.format.percent(t/100)}</span><span class="soft">${y}</span></p>
        <span class="meter" role="progressbar" aria-label=${e.name} aria-valuenow=${Math.round(t)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${t}%"></i></span>
        <p class="small soft number counts">${w.map(([x,R])=>r`<span>${d.words.of("count",x)} ${d.format.number(R)}</span>`)}</p>
      </div>
    `},J=function(e,s,t){let n=this.home;return U.has(s)||t?.progress?r`<div class="row"><button class="chip" @click=${()=>c(this,o,z).call(this,e,"cancel_playlists")}>${n.say("stop")}</button></div>`:r`
      <div class="row">
        <button class="chip" @click=${()=>c(this,o,W).call(this,e)}>${n.say("run_rehearse")}</button>
        <button class="chip strong" @click=${()=>c(this,o,z).call(this,e,"generate_playlists")}>${n.say("run_start")}</button>
      </div>
    `},K=function({id:e}){let s=this.home,t=this.rehearsals[e];return t?t.error?r`<p class="why" role="alert">${t.error}</p>`:t.plan?r`
      <div class="rehearsal" role="status">
        <div class="head">
          <h3>${s.say("run_would")}</h3>
          <button class="icon" aria-label=${s.say("close")} @click=${()=>c(this,o,f).call(this,e,void 0)}><ha-icon icon="mdi:close"></ha-icon></button>
        </div>
        <p class="small soft">${s.say("import_nothing_yet")}</p>
        ${S(s,t.plan,t.plan.playlists)}
      </div>
    `:r`<p class="soft" role="status">${s.say("run_rehearsing")}</p>`:p},W=async function({id:e}){c(this,o,f).call(this,e,{});try{c(this,o,f).call(this,e,{plan:await this.home.act("generate_playlists",{name:e,dry_run:!0})})}catch(s){c(this,o,f).call(this,e,{error:s.message})}},z=async function({id:e},s){c(this,o,f).call(this,e,void 0);try{await this.home.act(s,{name:e})}catch(t){c(this,o,f).call(this,e,{error:t.message})}m(this,u).refresh()},f=function(e,s){let{[e]:t,...n}=this.rehearsals;this.rehearsals=s?{...n,[e]:s}:n},b.properties={...k.properties,rehearsals:{state:!0}},b.styles=[O,L,G,v`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}.head{margin:0}.head h3{flex:1}.meter{display:block;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:4px;background:var(--accent);transition:inline-size 0.4s}.counts{display:flex;flex-wrap:wrap;gap:2px 16px;min-height:16px;margin-top:6px}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}.rehearsal{display:grid;gap:12px;padding:16px;border:1px dashed var(--accent);border-radius:12px}:host>.chip{justify-self:start}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`];C("spindle-playlists",b);export{b as Playlists};
