import"./chunk-7XJ4RC35.js";import{c as v,d as $}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as b}from"./chunk-URNN75ZU.js";import{F as g,U as y,a as l,b as e,e as o,i as m,j as h,l as u,q as f}from"./chunk-QOHPUL5T.js";function w(a,t){let s=r=>a.format.number(r),i=r=>a.format.date(Date.parse(r)/1e3),n=Object.entries({...t.refused,not_stored:t.not_stored}).filter(([,r])=>r),d=[[a.say("import_new"),s(t.stored)],[a.say("import_known"),s(t.duplicates)],[a.say("import_completed"),s(t.completed)],[a.say("import_refused"),s(n.reduce((r,[,p])=>r+p,0))]];return e`
    ${t.first_played_at&&t.last_played_at?e`<p>${a.say("import_span",{first:i(t.first_played_at),last:i(t.last_played_at)})}</p>`:o}
    <dl>${d.map(([r,p])=>e`<div><dt class="small soft">${r}</dt><dd class="number">${p}</dd></div>`)}</dl>
    ${n.length?e`<ul class="small soft">
          ${n.map(([r,p])=>e`<li>${a.words.of("refused",r)}: ${s(p)}${t.examples[r]?.length?` (${t.examples[r][0]})`:""}</li>`)}
        </ul>`:o}
  `}var x=l`dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}dd{font-size:22px;line-height:30px;font-weight:500}`;var _=100*1024*1024,k=new Set(["waiting","running","undoing"]),c=class extends h{static{this.properties={...h.properties,step:{state:!0},isOver:{state:!0},question:{state:!0}}}#t;#i;#o="";#r;#a="";#s=new m(this,()=>({type:"spindle/imports/list"}));constructor(){super(),this.step="waiting",this.isOver=!1}updated(){this.#r??=this.home?.store.onLive(()=>this.#c())}disconnectedCallback(){super.disconnectedCallback(),this.#r?.(),this.#r=void 0}#c(){let t=this.home?.store.live?.import,s=`${t?.phase} ${t?.id}`;s!==this.#a&&this.#s.refresh(),this.#a=s,this.requestUpdate()}render(){let t=this.home;return t?e`
      <section class="card">
        <h2>${t.say("import_title")}</h2>
        <p class="soft">${t.say("import_text")}</p>
        ${this.step==="rehearsed"?this.#u():this.#m()}
      </section>
      <section class="card">
        <h2>${t.say("imports")}</h2>
        ${this.#f()}
      </section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:o}get#n(){return this.step==="sending"||this.step==="rehearsing"||this.step==="starting"}#m(){let t=this.home,s=this.#n;return e`
      <label
        class="drop ${this.isOver?"over":""}"
        @dragover=${i=>{i.preventDefault(),this.isOver=!0}}
        @dragleave=${()=>this.isOver=!1}
        @drop=${this.#y}
      >
        ${s?e`<ha-icon icon="mdi:progress-upload"></ha-icon>`:g($.import)}
        <b>${s?t.words.of("import",this.step):t.say("import_drop")}</b>
        <span class="soft small">${s?this.#t?.name:t.say("import_formats")}</span>
        <input class="unseen" type="file" accept=".csv,.json,.jsonl,.txt,.zip" ?disabled=${s} @change=${this.#v} />
      </label>
      <div aria-live="polite">${this.step==="refused"?e`<p class="why">${this.#o}</p>`:o}</div>
    `}#u(){let t=this.home,s=this.#i;return e`
      <div class="report">
        <h3>${t.say("import_rehearsed",{name:this.#t?.name??""})}</h3>
        ${w(t,s)}
        <p class="soft small">${t.say("import_nothing_yet")}</p>
        <div class="row">
          <button class="chip strong" ?disabled=${!s.stored} @click=${this.#$}>
            ${t.say("import_start",{plays:t.count("plays",s.stored)})}
          </button>
          <button class="chip" @click=${this.#h}>${t.say("cancel")}</button>
        </div>
      </div>
    `}#f(){let t=this.home,s=this.#s.value?.imports,{refusal:i}=this.#s.answer;return i&&!s?v(t,i,()=>this.#s.refresh()):s?s.length?e`<ul>${s.map(n=>this.#g(n))}</ul>`:e`<p class="soft none">${t.say("imports_none")}</p>`:e`${y(2,64)}`}#g(t){let s=this.home,i=s.store.live?.import,n=i?.id===t.id&&i.phase!=="idle",d=n?i.percent??t.percent:t.percent,r=n&&i.phase==="paused"?"paused":t.phase,p=[s.words.of("import_phase",r),t.plays?s.count("plays",t.plays):"",t.asked_at?s.format.moment(Date.parse(t.asked_at)/1e3):""];return e`
      <li>
        <ha-icon icon="mdi:file-music-outline"></ha-icon>
        <span class="two">
          <b class="cut">${t.name}</b>
          <span class="small soft cut beside">${f(...p)}</span>
          ${t.error?e`<span class="small danger">${t.error}</span>`:o}
          ${k.has(t.phase)?e`<span class="meter" role="progressbar" aria-label=${t.name} aria-valuenow=${d??o} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${d??0}%"></i></span>`:o}
        </span>
        ${t.phase==="waiting"||t.phase==="running"?e`<button class="chip" @click=${()=>this.#w(t)}>${s.say("stop")}</button>`:t.plays&&t.phase!=="undoing"?e`<button class="chip" @click=${()=>this.#b(t)}>${s.say("undo")}</button>`:o}
      </li>
    `}#y=t=>{t.preventDefault(),this.isOver=!1,this.#p(t.dataTransfer?.files[0])};#v=t=>{let s=t.target;this.#p(s.files?.[0]),s.value=""};async#p(t){if(!t||this.#n)return;if(this.#t=t,t.size>_)return this.#e(this.home.say("import_too_large"));let s=await this.#d(t);if(s){this.step="rehearsing";try{let i=await this.home.call({type:"spindle/imports/start",upload:s,dry_run:!0});this.#i=i.report,this.step="rehearsed"}catch(i){this.#e(i.message)}}}#$=async()=>{let t=this.#t&&await this.#d(this.#t);if(t){this.step="starting";try{await this.home.call({type:"spindle/imports/start",upload:t}),this.#h(),this.#s.refresh()}catch(s){this.#e(s.message)}}};async#d(t){this.step="sending";let s=new FormData;s.append("file",t);try{let i=await this.home.hass.fetchWithAuth("/api/file_upload",{method:"POST",body:s});if(i.ok)return(await i.json()).file_id}catch{}this.#e(this.home.say("import_not_sent"))}#b(t){let s=this.home;this.question={title:s.say("undo_title",{name:t.name}),text:s.say("undo_text",{plays:s.count("plays",t.plays)}),yes:s.say("undo"),run:()=>this.#l("undo",t)}}async#w(t){try{await this.#l("cancel",t)}catch(s){this.#e(s.message)}}async#l(t,s){await this.home.call({type:`spindle/imports/${t}`,import_id:s.id}),this.#s.refresh()}#e(t){this.#o=t,this.step="refused"}#h=()=>{this.#t=this.#i=void 0,this.step="waiting"};static{this.styles=[u,x,l`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.card{display:grid;gap:12px}.drop{display:grid;justify-items:center;gap:6px;padding:40px 16px;border:2px dashed var(--line);border-radius:16px;text-align:center;cursor:pointer;--mdc-icon-size:40px;transition:border-color 0.15s,background 0.15s}.drop :is(ha-icon,.glyph){color:var(--accent)}.drop:hover,.drop.over,.drop:focus-within{border-color:var(--accent);background:color-mix(in srgb,var(--accent) 6%,transparent)}.drop b{font-weight:500}.report{display:grid;gap:12px}h3{font-size:14px;font-weight:500}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px}.report li{min-height:0}li>ha-icon{color:var(--soft)}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.meter{height:6px;margin-top:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent);transition:inline-size 0.5s}`]}};b("spindle-import",c);export{c as Import};
