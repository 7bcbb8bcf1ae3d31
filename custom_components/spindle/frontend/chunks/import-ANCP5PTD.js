import"./chunk-FOV3WLFD.js";import{c as L,d as F}from"./chunk-5PVZIK4V.js";import{B as P,a as j}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as k,b as o,e as l,i as S,k as I,l as K,m as G}from"./chunk-PBTKIUYC.js";import{a as i,b as p,c,d as a}from"./chunk-YVDYIAWN.js";function A(h,d){let t=n=>h.format.number(n),s=n=>h.format.date(Date.parse(n)/1e3),r=Object.entries(d.refused),g=[[h.say("import_new"),t(d.stored)],[h.say("import_known"),t(d.duplicates)],[h.say("import_completed"),t(d.completed)],[h.say("import_refused"),t(r.reduce((n,[,f])=>n+f,0))]];return o`
    ${d.first_played_at&&d.last_played_at?o`<p>${h.say("import_span",{first:s(d.first_played_at),last:s(d.last_played_at)})}</p>`:l}
    <dl>${g.map(([n,f])=>o`<div><dt class="small soft">${n}</dt><dd class="number">${f}</dd></div>`)}</dl>
    ${r.length?o`<ul class="small soft">
          ${r.map(([n,f])=>o`<li>${h.words.of("refused",n)}: ${t(f)}${d.examples[n]?.length?` (${d.examples[n][0]})`:""}</li>`)}
        </ul>`:l}
  `}var B=k`dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}dd{font-size:22px;line-height:30px;font-weight:500}`;var V=100*1024*1024,X=new Set(["waiting","running","undoing"]),m,v,w,$,x,u,e,C,E,H,N,Q,U,R,T,D,O,q,M,W,z,y,_,b=class extends S{constructor(){super();p(this,e);p(this,m);p(this,v);p(this,w,"");p(this,$);p(this,x,"");p(this,u,new j(this,()=>({type:"spindle/imports/list"})));p(this,R,t=>{t.preventDefault(),this.isOver=!1,a(this,e,D).call(this,t.dataTransfer?.files[0])});p(this,T,t=>{let s=t.target;a(this,e,D).call(this,s.files?.[0]),s.value=""});p(this,O,async()=>{let t=i(this,m)&&await a(this,e,q).call(this,i(this,m));if(t){this.step="starting";try{await this.home.call({type:"spindle/imports/start",upload:t}),i(this,_).call(this),i(this,u).refresh()}catch(s){a(this,e,y).call(this,s.message)}}});p(this,_,()=>{c(this,m,c(this,v,void 0)),this.step="waiting"});this.step="waiting",this.isOver=!1}updated(){i(this,$)??c(this,$,this.home?.store.onLive(()=>a(this,e,C).call(this)))}disconnectedCallback(){var t;super.disconnectedCallback(),(t=i(this,$))==null||t.call(this),c(this,$,void 0)}render(){let t=this.home;return t?o`
      <section class="card">
        <h2>${t.say("import_title")}</h2>
        <p class="soft">${t.say("import_text")}</p>
        ${this.step==="rehearsed"?a(this,e,N).call(this):a(this,e,H).call(this)}
      </section>
      <section class="card">
        <h2>${t.say("imports")}</h2>
        ${a(this,e,Q).call(this)}
      </section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:l}};m=new WeakMap,v=new WeakMap,w=new WeakMap,$=new WeakMap,x=new WeakMap,u=new WeakMap,e=new WeakSet,C=function(){let t=this.home?.store.live?.import,s=`${t?.phase} ${t?.id}`;s!==i(this,x)&&i(this,u).refresh(),c(this,x,s),this.requestUpdate()},E=function(){return this.step==="sending"||this.step==="rehearsing"||this.step==="starting"},H=function(){let t=this.home,s=i(this,e,E);return o`
      <label
        class="drop ${this.isOver?"over":""}"
        @dragover=${r=>{r.preventDefault(),this.isOver=!0}}
        @dragleave=${()=>this.isOver=!1}
        @drop=${i(this,R)}
      >
        ${s?o`<ha-icon icon="mdi:progress-upload"></ha-icon>`:K(F.import)}
        <b>${s?t.words.of("import",this.step):t.say("import_drop")}</b>
        <span class="soft small">${s?i(this,m)?.name:t.say("import_formats")}</span>
        <input class="unseen" type="file" accept=".csv,.json,.jsonl,.txt,.zip" ?disabled=${s} @change=${i(this,T)} />
      </label>
      <div aria-live="polite">${this.step==="refused"?o`<p class="why">${i(this,w)}</p>`:l}</div>
    `},N=function(){let t=this.home,s=i(this,v);return o`
      <div class="report">
        <h3>${t.say("import_rehearsed",{name:i(this,m)?.name??""})}</h3>
        ${A(t,s)}
        <p class="soft small">${t.say("import_nothing_yet")}</p>
        <div class="row">
          <button class="chip strong" ?disabled=${!s.stored} @click=${i(this,O)}>
            ${t.say("import_start",{plays:t.count("plays",s.stored)})}
          </button>
          <button class="chip" @click=${i(this,_)}>${t.say("cancel")}</button>
        </div>
      </div>
    `},Q=function(){let t=this.home,s=i(this,u).value?.imports,{refusal:r}=i(this,u).answer;return r&&!s?L(t,r,()=>i(this,u).refresh()):s?s.length?o`<ul>${s.map(g=>a(this,e,U).call(this,g))}</ul>`:o`<p class="soft none">${t.say("imports_none")}</p>`:o`${P(2,64)}`},U=function(t){let s=this.home,r=s.store.live?.import,g=r?.id===t.id&&r.phase!=="idle",n=g?r.percent??t.percent:t.percent,f=g&&r.phase==="paused"?"paused":t.phase,J=[s.words.of("import_phase",f),t.plays?s.count("plays",t.plays):"",t.asked_at?s.format.moment(Date.parse(t.asked_at)/1e3):""];return o`
      <li>
        <ha-icon icon="mdi:file-music-outline"></ha-icon>
        <span class="two">
          <b class="cut">${t.name}</b>
          <span class="small soft cut">${J.filter(Boolean).join(" \xB7 ")}</span>
          ${t.error?o`<span class="small danger">${t.error}</span>`:l}
          ${X.has(t.phase)?o`<span class="meter" role="progressbar" aria-label=${t.name} aria-valuenow=${n??l} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${n??0}%"></i></span>`:l}
        </span>
        ${t.phase==="waiting"||t.phase==="running"?o`<button class="chip" @click=${()=>a(this,e,W).call(this,t)}>${s.say("stop")}</button>`:t.plays&&t.phase!=="undoing"?o`<button class="chip" @click=${()=>a(this,e,M).call(this,t)}>${s.say("undo")}</button>`:l}
      </li>
    `},R=new WeakMap,T=new WeakMap,D=async function(t){if(!t||i(this,e,E))return;if(c(this,m,t),t.size>V)return a(this,e,y).call(this,this.home.say("import_too_large"));let s=await a(this,e,q).call(this,t);if(s){this.step="rehearsing";try{let r=await this.home.call({type:"spindle/imports/start",upload:s,dry_run:!0});c(this,v,r.report),this.step="rehearsed"}catch(r){a(this,e,y).call(this,r.message)}}},O=new WeakMap,q=async function(t){this.step="sending";let s=new FormData;s.append("file",t);try{let r=await this.home.hass.fetchWithAuth("/api/file_upload",{method:"POST",body:s});if(r.ok)return(await r.json()).file_id}catch{}a(this,e,y).call(this,this.home.say("import_not_sent"))},M=function(t){let s=this.home;this.question={title:s.say("undo_title",{name:t.name}),text:s.say("undo_text",{plays:s.count("plays",t.plays)}),yes:s.say("undo"),run:()=>a(this,e,z).call(this,"undo",t)}},W=async function(t){try{await a(this,e,z).call(this,"cancel",t)}catch(s){a(this,e,y).call(this,s.message)}},z=async function(t,s){await this.home.call({type:`spindle/imports/${t}`,import_id:s.id}),i(this,u).refresh()},y=function(t){c(this,w,t),this.step="refused"},_=new WeakMap,b.properties={...S.properties,step:{state:!0},isOver:{state:!0},question:{state:!0}},b.styles=[I,B,k`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px}.drop{display:grid;justify-items:center;gap:6px;padding:40px 16px;border:2px dashed var(--line);border-radius:16px;text-align:center;cursor:pointer;--mdc-icon-size:40px;transition:border-color 0.15s,background 0.15s}.drop :is(ha-icon,.glyph){color:var(--accent)}.drop:hover,.drop.over,.drop:focus-within{border-color:var(--accent);background:color-mix(in srgb,var(--accent) 6%,transparent)}.drop b{font-weight:500}.report{display:grid;gap:12px}h3{font-size:14px;font-weight:500}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px}.report li{min-height:0}li>ha-icon{color:var(--soft)}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.meter{height:6px;margin-top:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent);transition:inline-size 0.5s}`];G("spindle-import",b);export{b as Import};
