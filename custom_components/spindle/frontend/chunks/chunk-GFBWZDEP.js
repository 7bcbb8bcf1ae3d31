import{a as w,b as n,c as g,e as x,g as k,i as T}from"./chunk-57COBSJD.js";import{a as d,b as l,d as h}from"./chunk-YVDYIAWN.js";var p,s,R,E,b,m,f,v,y,u=class extends k{constructor(){super();l(this,s);l(this,p,new ResizeObserver(([e])=>{let t=Math.round(e?.contentRect.width??0);t&&(this.width=t)}));l(this,b,()=>{this.isTable=!this.isTable,this.active=void 0});l(this,m,e=>{let t=this.home?.isRightToLeft?-1:1,r={ArrowRight:[t,0],ArrowLeft:[-t,0],ArrowDown:[0,1],ArrowUp:[0,-1]}[e.key],c=this.count-1;if(!(c<0)){if(r)this.active=this.active===void 0?this.start():A(this.step(this.active,...r),c);else if(e.key==="Home")this.active=0;else if(e.key==="End")this.active=c;else if(e.key==="Escape"&&this.active!==void 0)this.active=void 0;else if((e.key==="Enter"||e.key===" ")&&this.active!==void 0)h(this,s,y).call(this,this.active,e.shiftKey);else return;e.preventDefault()}});l(this,f,e=>{this.active=this.markAt(e)});l(this,v,e=>{let t=this.markAt(e);t!==void 0&&h(this,s,y).call(this,t,e.shiftKey)});this.heading="",this.width=640,this.isTable=!1}step(e,t,i){return e+t+i}pick(e,t){}connectedCallback(){super.connectedCallback(),d(this,p).observe(this)}disconnectedCallback(){super.disconnectedCallback(),d(this,p).disconnect()}render(){let{home:e}=this;if(!e)return n``;let t=e.say(this.isTable?"as_chart":"as_table");return n`
      <div class="head">
        <h2>${this.heading}</h2>
        <slot name="tools"></slot>
        <button class="icon" title=${t} aria-label=${`${this.heading}: ${t}`} @click=${d(this,b)}>
          <ha-icon icon=${this.isTable?"mdi:chart-box-outline":"mdi:table-large"}></ha-icon>
        </button>
      </div>
      <p class="read soft cut" aria-live="polite">${this.active===void 0?this.summary():this.read(this.active)}</p>
      ${this.isTable?h(this,s,E).call(this,this.table()):h(this,s,R).call(this)}
    `}start(){return 0}markAt(e){let t=e.target.closest("[data-mark]")?.getAttribute("data-mark");return t?Number(t):void 0}};p=new WeakMap,s=new WeakSet,R=function(){return n`
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-label="${this.heading}. ${this.summary()}"
        aria-describedby="keys"
        @keydown=${d(this,m)}
        @blur=${()=>this.active=void 0}
        @pointermove=${d(this,f)}
        @pointerleave=${()=>this.active=void 0}
        @click=${d(this,v)}
      >
        ${this.plot()}
      </div>
      <span id="keys" class="unseen">${this.home?.say("chart_keys")}</span>
    `},E=function({head:e,rows:t}){return n`
      <div class="table" tabindex="0" role="region" aria-label=${this.heading}>
        <table>
          <thead>
            <tr>${e.map(i=>n`<th scope="col">${i}</th>`)}</tr>
          </thead>
          <tbody>
            ${t.map(([i,...r])=>n`<tr><th scope="row">${i}</th>${r.map(c=>n`<td>${c}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
    `},b=new WeakMap,m=new WeakMap,f=new WeakMap,v=new WeakMap,y=function(e,t){let i=this.pick(e,t);i!==void 0&&this.tell("spindle-pick",i)},u.properties={...k.properties,heading:{},active:{state:!0},width:{state:!0},isTable:{state:!0}},u.styles=[T,w`:host{display:block;container-type:inline-size}.head{margin-bottom:0}.read{min-height:20px;margin-bottom:12px}.plot{outline-offset:6px;border-radius:6px}svg{display:block;width:100%;height:auto;overflow:visible}svg{direction:ltr}text{fill:var(--soft);font-size:11px}.table{max-height:320px;overflow:auto;border-radius:6px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}th,td{padding:6px 8px;text-align:end;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}th:first-child{text-align:start}thead th{position:sticky;top:0;background:var(--card);color:var(--soft)}.shade{fill:var(--accent)}.shade.none{fill:var(--ink);fill-opacity:0.055}.active{fill:none;stroke:var(--ink);stroke-width:1.5;pointer-events:none}@media (forced-colors:active){.shade{stroke:CanvasText;stroke-width:0.5}}`];function z(a){return a?"active":x}function A(a,o){return Math.max(0,Math.min(o,a))}var $=10;function M(a,o){return a>0&&o>0?.18+.82*Math.sqrt(a/o):0}function G(a,o){let e=Math.max(0,...a),t=Array.from({length:$+1},()=>"");return a.forEach((i,r)=>{t[Math.ceil(M(i,e)*$)]+=o(r)}),t.map((i,r)=>r?g`<path class="shade" d=${i} style="fill-opacity:${r/$}"></path>`:g`<path class="shade none" d=${i}></path>`)}export{u as a,z as b,M as c,G as d};
