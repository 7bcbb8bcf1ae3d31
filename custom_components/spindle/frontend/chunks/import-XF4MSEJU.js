import{d as F,e as G}from"./chunk-XHZRTKBT.js";import{a as j,z as I}from"./chunk-I4UOFDY5.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as z,b as o,e as l,g as O,i as K,j as P,k as L}from"./chunk-P3MXQWLG.js";import{a as i,b as n,c as d,d as a}from"./chunk-YVDYIAWN.js";var W=100*1024*1024,J=new Set(["waiting","running","undoing"]),h,g,b,y,w,c,e,A,E,B,C,N,Q,U,_,k,D,R,S,H,M,q,f,x,$=class extends O{constructor(){super();n(this,e);n(this,h);n(this,g);n(this,b,"");n(this,y);n(this,w,"");n(this,c,new j(this,()=>({type:"spindle/imports/list"})));n(this,_,t=>{t.preventDefault(),this.isOver=!1,a(this,e,D).call(this,t.dataTransfer?.files[0])});n(this,k,t=>{let s=t.target;a(this,e,D).call(this,s.files?.[0]),s.value=""});n(this,R,async()=>{let t=i(this,h)&&await a(this,e,S).call(this,i(this,h));if(t){this.step="starting";try{await this.home.call({type:"spindle/imports/start",upload:t}),i(this,x).call(this),i(this,c).refresh()}catch(s){a(this,e,f).call(this,s.message)}}});n(this,x,()=>{d(this,h,d(this,g,void 0)),this.step="waiting"});this.step="waiting",this.isOver=!1}updated(){i(this,y)??d(this,y,this.home?.store.onLive(()=>a(this,e,A).call(this)))}disconnectedCallback(){var t;super.disconnectedCallback(),(t=i(this,y))==null||t.call(this),d(this,y,void 0)}render(){let t=this.home;return t?o`
      <section class="card">
        <h2>${t.say("import_title")}</h2>
        <p class="soft">${t.say("import_text")}</p>
        ${this.step==="rehearsed"?a(this,e,C).call(this):a(this,e,B).call(this)}
      </section>
      <section class="card">
        <h2>${t.say("imports")}</h2>
        ${a(this,e,Q).call(this)}
      </section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:l}};h=new WeakMap,g=new WeakMap,b=new WeakMap,y=new WeakMap,w=new WeakMap,c=new WeakMap,e=new WeakSet,A=function(){let t=this.home?.store.live?.import,s=`${t?.phase} ${t?.id}`;s!==i(this,w)&&i(this,c).refresh(),d(this,w,s),this.requestUpdate()},E=function(){return this.step==="sending"||this.step==="rehearsing"||this.step==="starting"},B=function(){let t=this.home,s=i(this,e,E);return o`
      <label
        class="drop ${this.isOver?"over":""}"
        @dragover=${r=>{r.preventDefault(),this.isOver=!0}}
        @dragleave=${()=>this.isOver=!1}
        @drop=${i(this,_)}
      >
        ${s?o`<ha-icon icon="mdi:progress-upload"></ha-icon>`:P(G.import)}
        <b>${s?t.words.of("import",this.step):t.say("import_drop")}</b>
        <span class="soft small">${s?i(this,h)?.name:t.say("import_formats")}</span>
        <input class="unseen" type="file" accept=".csv,.json,.jsonl,.txt,.zip" ?disabled=${s} @change=${i(this,k)} />
      </label>
      <div aria-live="polite">${this.step==="refused"?o`<p class="why">${i(this,b)}</p>`:l}</div>
    `},C=function(){let t=this.home,s=i(this,g);return o`
      <div class="report">
        <h3>${t.say("import_rehearsed",{name:i(this,h)?.name??""})}</h3>
        ${a(this,e,N).call(this,s)}
        <p class="soft small">${t.say("import_nothing_yet")}</p>
        <div class="row">
          <button class="chip strong" ?disabled=${!s.stored} @click=${i(this,R)}>
            ${t.say("import_start",{plays:t.count("plays",s.stored)})}
          </button>
          <button class="chip" @click=${i(this,x)}>${t.say("cancel")}</button>
        </div>
      </div>
    `},N=function(t){let s=this.home,{number:r,date:m}={number:s.format.number.bind(s.format),date:p=>s.format.date(Date.parse(p)/1e3)},u=Object.entries(t.refused),T=[[s.say("import_new"),r(t.stored)],[s.say("import_known"),r(t.duplicates)],[s.say("import_completed"),r(t.completed)],[s.say("import_refused"),r(u.reduce((p,[,v])=>p+v,0))]];return o`
      ${t.first_played_at&&t.last_played_at?o`<p>${s.say("import_span",{first:m(t.first_played_at),last:m(t.last_played_at)})}</p>`:l}
      <dl>${T.map(([p,v])=>o`<div><dt class="small soft">${p}</dt><dd class="number">${v}</dd></div>`)}</dl>
      ${u.length?o`<ul class="small soft">
            ${u.map(([p,v])=>o`<li>${s.words.of("refused",p)}: ${r(v)}${t.examples[p]?.length?` (${t.examples[p][0]})`:""}</li>`)}
          </ul>`:l}
    `},Q=function(){let t=this.home,s=i(this,c).value?.imports,{refusal:r}=i(this,c).answer;return r&&!s?F(t,r,()=>i(this,c).refresh()):s?s.length?o`<ul>${s.map(m=>a(this,e,U).call(this,m))}</ul>`:o`<p class="soft none">${t.say("imports_none")}</p>`:o`${I(2,64)}`},U=function(t){let s=this.home,r=s.store.live?.import,m=r?.id===t.id&&r.phase!=="idle",u=m?r.percent??t.percent:t.percent,T=m&&r.phase==="paused"?"paused":t.phase,p=[s.words.of("import_phase",T),t.plays?s.count("plays",t.plays):"",t.asked_at?s.format.moment(Date.parse(t.asked_at)/1e3):""];return o`
      <li>
        <ha-icon icon="mdi:file-music-outline"></ha-icon>
        <span class="two">
          <b class="cut">${t.name}</b>
          <span class="small soft cut">${p.filter(Boolean).join(" \xB7 ")}</span>
          ${t.error?o`<span class="small danger">${t.error}</span>`:l}
          ${J.has(t.phase)?o`<span class="meter" role="progressbar" aria-label=${t.name} aria-valuenow=${u??l} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${u??0}%"></i></span>`:l}
        </span>
        ${t.phase==="waiting"||t.phase==="running"?o`<button class="chip" @click=${()=>a(this,e,M).call(this,t)}>${s.say("stop")}</button>`:t.plays&&t.phase!=="undoing"?o`<button class="chip" @click=${()=>a(this,e,H).call(this,t)}>${s.say("undo")}</button>`:l}
      </li>
    `},_=new WeakMap,k=new WeakMap,D=async function(t){if(!t||i(this,e,E))return;if(d(this,h,t),t.size>W)return a(this,e,f).call(this,this.home.say("import_too_large"));let s=await a(this,e,S).call(this,t);if(s){this.step="rehearsing";try{let r=await this.home.call({type:"spindle/imports/start",upload:s,dry_run:!0});d(this,g,r.report),this.step="rehearsed"}catch(r){a(this,e,f).call(this,r.message)}}},R=new WeakMap,S=async function(t){this.step="sending";let s=new FormData;s.append("file",t);try{let r=await this.home.hass.fetchWithAuth("/api/file_upload",{method:"POST",body:s});if(r.ok)return(await r.json()).file_id}catch{}a(this,e,f).call(this,this.home.say("import_not_sent"))},H=function(t){let s=this.home;this.question={title:s.say("undo_title",{name:t.name}),text:s.say("undo_text",{plays:s.count("plays",t.plays)}),yes:s.say("undo"),run:()=>a(this,e,q).call(this,"undo",t)}},M=async function(t){try{await a(this,e,q).call(this,"cancel",t)}catch(s){a(this,e,f).call(this,s.message)}},q=async function(t,s){await this.home.call({type:`spindle/imports/${t}`,import_id:s.id}),i(this,c).refresh()},f=function(t){d(this,b,t),this.step="refused"},x=new WeakMap,$.properties={...O.properties,step:{state:!0},isOver:{state:!0},question:{state:!0}},$.styles=[K,z`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px}.drop{display:grid;justify-items:center;gap:6px;padding:40px 16px;border:2px dashed var(--line);border-radius:16px;text-align:center;cursor:pointer;--mdc-icon-size:40px;transition:border-color 0.15s,background 0.15s}.drop :is(ha-icon,.glyph){color:var(--accent)}.drop:hover,.drop.over,.drop:focus-within{border-color:var(--accent);background:color-mix(in srgb,var(--accent) 6%,transparent)}.drop b{font-weight:500}.report{display:grid;gap:12px}h3{font-size:14px;font-weight:500}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}dd{font-size:22px;line-height:30px;font-weight:500}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px}.report li{min-height:0}li>ha-icon{color:var(--soft)}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.meter{height:6px;margin-top:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent);transition:inline-size 0.5s}`];L("spindle-import",$);export{$ as Import};
