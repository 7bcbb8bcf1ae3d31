import"./chunk-VTKFDZ5Q.js";import{a as j,w as K}from"./chunk-YKWWFU2Y.js";import"./chunk-QBKVQDHL.js";import"./chunk-D7MAJZET.js";import"./chunk-OGYZFBDN.js";import"./chunk-77DOXEFD.js";import"./chunk-ZNJM2V5L.js";import{a as z,b as o,d as l,e as O,f as S,g as L}from"./chunk-F7F6TWCU.js";import{a as r,b as n,c as d,d as a}from"./chunk-YVDYIAWN.js";var Q=100*1024*1024,U=new Set(["waiting","running","undoing"]),h,u,b,f,w,c,s,P,F,I,A,C,G,_,k,D,R,E,B,q,$,x,v=class extends O{constructor(){super();n(this,s);n(this,h);n(this,u);n(this,b,"");n(this,f);n(this,w,"");n(this,c,new j(this,()=>({type:"spindle/imports/list"})));n(this,_,t=>{t.preventDefault(),this.isOver=!1,a(this,s,D).call(this,t.dataTransfer?.files[0])});n(this,k,t=>{let e=t.target;a(this,s,D).call(this,e.files?.[0]),e.value=""});n(this,R,async()=>{let t=r(this,h)&&await a(this,s,E).call(this,r(this,h));if(t){this.step="starting";try{await this.home.call({type:"spindle/imports/start",upload:t}),r(this,x).call(this),r(this,c).refresh()}catch(e){a(this,s,$).call(this,e.message)}}});n(this,x,()=>{d(this,h,d(this,u,void 0)),this.step="waiting"});this.step="waiting",this.isOver=!1}updated(){r(this,f)??d(this,f,this.home?.store.onLive(()=>a(this,s,P).call(this)))}disconnectedCallback(){var t;super.disconnectedCallback(),(t=r(this,f))==null||t.call(this),d(this,f,void 0)}render(){let t=this.home;return t?o`
      <section class="card">
        <h2>${t.say("import_title")}</h2>
        <p class="soft">${t.say("import_text")}</p>
        ${this.step==="rehearsed"?a(this,s,I).call(this):a(this,s,F).call(this)}
      </section>
      <section class="card">
        <h2>${t.say("imports")}</h2>
        ${a(this,s,C).call(this)}
      </section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:l}};h=new WeakMap,u=new WeakMap,b=new WeakMap,f=new WeakMap,w=new WeakMap,c=new WeakMap,s=new WeakSet,P=function(){let t=this.home?.store.live?.import,e=`${t?.phase} ${t?.id}`;e!==r(this,w)&&r(this,c).refresh(),d(this,w,e),this.requestUpdate()},F=function(){let t=this.home,e=this.step==="sending"||this.step==="rehearsing"||this.step==="starting";return o`
      <label
        class="drop ${this.isOver?"over":""}"
        @dragover=${i=>{i.preventDefault(),this.isOver=!0}}
        @dragleave=${()=>this.isOver=!1}
        @drop=${r(this,_)}
      >
        <ha-icon icon=${e?"mdi:progress-upload":"mdi:tray-arrow-down"}></ha-icon>
        <b>${e?t.words.of("import",this.step):t.say("import_drop")}</b>
        <span class="soft small">${e?r(this,h)?.name:t.say("import_formats")}</span>
        <input class="unseen" type="file" accept=".csv,.json,.jsonl,.txt,.zip" ?disabled=${e} @change=${r(this,k)} />
      </label>
      <div aria-live="polite">${this.step==="refused"?o`<p class="why">${r(this,b)}</p>`:l}</div>
    `},I=function(){let t=this.home,e=r(this,u);return o`
      <div class="report">
        <h3>${t.say("import_rehearsed",{name:r(this,h)?.name??""})}</h3>
        ${a(this,s,A).call(this,e)}
        <p class="soft small">${t.say("import_nothing_yet")}</p>
        <div class="row">
          <button class="chip strong" ?disabled=${!e.stored} @click=${r(this,R)}>
            ${t.say("import_start",{plays:t.count("plays",e.stored)})}
          </button>
          <button class="chip" @click=${r(this,x)}>${t.say("cancel")}</button>
        </div>
      </div>
    `},A=function(t){let e=this.home,{number:i,date:g}={number:e.format.number.bind(e.format),date:p=>e.format.date(Date.parse(p)/1e3)},m=Object.entries(t.refused),T=[[e.say("import_new"),i(t.stored)],[e.say("import_known"),i(t.duplicates)],[e.say("import_completed"),i(t.completed)],[e.say("import_refused"),i(m.reduce((p,[,y])=>p+y,0))]];return o`
      ${t.first_played_at&&t.last_played_at?o`<p>${e.say("import_span",{first:g(t.first_played_at),last:g(t.last_played_at)})}</p>`:l}
      <dl>${T.map(([p,y])=>o`<div><dt class="small soft">${p}</dt><dd class="number">${y}</dd></div>`)}</dl>
      ${m.length?o`<ul class="small soft">
            ${m.map(([p,y])=>o`<li>${e.words.of("refused",p)}: ${i(y)}${t.examples[p]?.length?` (${t.examples[p][0]})`:""}</li>`)}
          </ul>`:l}
    `},C=function(){let t=this.home,e=r(this,c).value?.imports;return e?e.length?o`<ul>${e.map(i=>a(this,s,G).call(this,i))}</ul>`:o`<p class="soft none">${t.say("imports_none")}</p>`:o`${K(2,64)}`},G=function(t){let e=this.home,i=e.store.live?.import,g=i?.id===t.id&&i.phase!=="idle",m=g?i.percent??t.percent:t.percent,T=g&&i.phase==="paused"?"paused":t.phase,p=[e.words.of("import_phase",T),t.plays?e.count("plays",t.plays):"",t.asked_at?e.format.moment(Date.parse(t.asked_at)/1e3):""];return o`
      <li>
        <ha-icon icon="mdi:file-music-outline"></ha-icon>
        <span class="two">
          <b class="cut">${t.name}</b>
          <span class="small soft cut">${p.filter(Boolean).join(" \xB7 ")}</span>
          ${t.error?o`<span class="small danger">${t.error}</span>`:l}
          ${U.has(t.phase)?o`<span class="meter" role="progressbar" aria-label=${t.name} aria-valuenow=${m??l} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${m??0}%"></i></span>`:l}
        </span>
        ${t.phase==="waiting"||t.phase==="running"?o`<button class="chip" @click=${()=>a(this,s,q).call(this,"cancel",t)}>${e.say("stop")}</button>`:t.plays&&t.phase!=="undoing"?o`<button class="chip" @click=${()=>a(this,s,B).call(this,t)}>${e.say("undo")}</button>`:l}
      </li>
    `},_=new WeakMap,k=new WeakMap,D=async function(t){if(!t)return;if(d(this,h,t),t.size>Q)return a(this,s,$).call(this,this.home.say("import_too_large"));let e=await a(this,s,E).call(this,t);if(e){this.step="rehearsing";try{let i=await this.home.call({type:"spindle/imports/start",upload:e,dry_run:!0});d(this,u,i.report),this.step="rehearsed"}catch(i){a(this,s,$).call(this,i.message)}}},R=new WeakMap,E=async function(t){this.step="sending";let e=new FormData;e.append("file",t);try{let i=await this.home.hass.fetchWithAuth("/api/file_upload",{method:"POST",body:e});if(i.ok)return(await i.json()).file_id}catch{}a(this,s,$).call(this,this.home.say("import_not_sent"))},B=function(t){let e=this.home;this.question={title:e.say("undo_title",{name:t.name}),text:e.say("undo_text",{plays:e.count("plays",t.plays)}),yes:e.say("undo"),run:()=>a(this,s,q).call(this,"undo",t)}},q=async function(t,e){await this.home.call({type:`spindle/imports/${t}`,import_id:e.id}),r(this,c).refresh()},$=function(t){d(this,b,t),this.step="refused"},x=new WeakMap,v.properties={...O.properties,step:{state:!0},isOver:{state:!0},question:{state:!0}},v.styles=[S,z`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px}.drop{display:grid;justify-items:center;gap:6px;padding:40px 16px;border:2px dashed var(--line);border-radius:16px;text-align:center;cursor:pointer;--mdc-icon-size:40px;transition:border-color 0.15s,background 0.15s}.drop ha-icon{color:var(--accent)}.drop:hover,.drop.over,.drop:focus-within{border-color:var(--accent);background:color-mix(in srgb,var(--accent) 6%,transparent)}.drop b{font-weight:500}.report{display:grid;gap:12px}h3{font-size:14px;font-weight:500}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}dd{font-size:22px;line-height:30px;font-weight:500}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px}.report li{min-height:0}li>ha-icon{color:var(--soft)}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.meter{height:6px;margin-top:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent);transition:inline-size 0.5s}`];L("spindle-import",v);export{v as Import};
