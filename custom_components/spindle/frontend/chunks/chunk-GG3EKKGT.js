import{a as V,b as n,c as g,e as w,g as k,i as $,j as x}from"./chunk-CVSVPKDQ.js";import{a as d,b as l,d as h}from"./chunk-YVDYIAWN.js";var A="M9 17H7V10H9V17M13 17H11V7H13V17M17 17H15V13H17V17M19 19H5V5H19V19.1M19 3H5C3.9 3 3 3.9 3 5V19C3 20.1 3.9 21 5 21H19C20.1 21 21 20.1 21 19V5C21 3.9 20.1 3 19 3Z",R="M4,3H20A2,2 0 0,1 22,5V20A2,2 0 0,1 20,22H4A2,2 0 0,1 2,20V5A2,2 0 0,1 4,3M4,7V10H8V7H4M10,7V10H14V7H10M20,10V7H16V10H20M4,12V15H8V12H4M4,20H8V17H4V20M10,12V15H14V12H10M10,20H14V17H10V20M20,20V17H16V20H20M20,12H16V15H20V12Z",u,a,M,T,b,m,f,v,y,p=class extends k{constructor(){super();l(this,a);l(this,u,new ResizeObserver(([t])=>{let e=Math.round(t?.contentRect.width??0);e&&(this.width=e)}));l(this,b,()=>{this.isTable=!this.isTable,this.active=void 0});l(this,m,t=>{let e=this.home?.isRightToLeft?-1:1,r={ArrowRight:[e,0],ArrowLeft:[-e,0],ArrowDown:[0,1],ArrowUp:[0,-1]}[t.key],c=this.count-1;if(!(c<0)){if(r)this.active=this.active===void 0?this.start():E(this.step(this.active,...r),c);else if(t.key==="Home")this.active=0;else if(t.key==="End")this.active=c;else if(t.key==="Escape"&&this.active!==void 0)this.active=void 0;else if((t.key==="Enter"||t.key===" ")&&this.active!==void 0)h(this,a,y).call(this,this.active,t.shiftKey);else return;t.preventDefault()}});l(this,f,t=>{this.active=this.markAt(t)});l(this,v,t=>{let e=this.markAt(t);e!==void 0&&h(this,a,y).call(this,e,t.shiftKey)});this.heading="",this.width=640,this.isTable=!1}step(t,e,i){return t+e+i}pick(t,e){}connectedCallback(){super.connectedCallback(),d(this,u).observe(this)}disconnectedCallback(){super.disconnectedCallback(),d(this,u).disconnect()}render(){let{home:t}=this;if(!t)return n``;let e=t.say(this.isTable?"as_chart":"as_table");return n`
      <div class="head">
        <h2>${this.heading}</h2>
        <slot name="tools"></slot>
        <button class="icon" title=${e} aria-label=${`${this.heading}: ${e}`} @click=${d(this,b)}>
          ${x(this.isTable?A:R)}
        </button>
      </div>
      <p class="read soft cut" aria-live="polite">${this.active===void 0?this.summary():this.read(this.active)}</p>
      ${this.isTable?h(this,a,T).call(this,this.table()):h(this,a,M).call(this)}
    `}start(){return 0}markAt(t){let e=t.target.closest("[data-mark]")?.getAttribute("data-mark");return e?Number(e):void 0}across({clientX:t}){let{left:e,right:i,width:r}=this.renderRoot.querySelector(".plot svg").getBoundingClientRect();return(this.home?.isRightToLeft?i-t:t-e)*this.width/r}};u=new WeakMap,a=new WeakSet,M=function(){return n`
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
    `},T=function({head:t,rows:e}){return n`
      <div class="table" tabindex="0" role="region" aria-label=${this.heading}>
        <table>
          <thead>
            <tr>${t.map(i=>n`<th scope="col">${i}</th>`)}</tr>
          </thead>
          <tbody>
            ${e.map(([i,...r])=>n`<tr><th scope="row">${i}</th>${r.map(c=>n`<td>${c}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
    `},b=new WeakMap,m=new WeakMap,f=new WeakMap,v=new WeakMap,y=function(t,e){let i=this.pick(t,e);i!==void 0&&this.tell("spindle-pick",i)},p.properties={...k.properties,heading:{},active:{state:!0},width:{state:!0},isTable:{state:!0}},p.styles=[$,V`:host{display:block;container-type:inline-size}.head{margin-bottom:0}.read{min-height:20px;margin-bottom:12px}.plot{outline-offset:6px;border-radius:6px}svg{display:block;width:100%;height:auto;overflow:visible}svg{direction:ltr}text{fill:var(--soft);font-size:11px}.table{max-height:320px;overflow:auto;border-radius:6px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}th,td{padding:6px 8px;text-align:end;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}th:first-child{text-align:start}thead th{position:sticky;top:0;background:var(--card);color:var(--soft)}.shade{fill:var(--accent)}.shade.none{fill:var(--ink);fill-opacity:0.055}.active{fill:none;stroke:var(--ink);stroke-width:1.5;pointer-events:none}@media (forced-colors:active){.shade{stroke:CanvasText;stroke-width:0.5}}`];function K(s){return s?"active":w}function E(s,o){return Math.max(0,Math.min(o,s))}var H=10;function C(s,o){return s>0&&o>0?.18+.82*Math.sqrt(s/o):0}function B(s,o){let t=Math.max(0,...s),e=Array.from({length:H+1},()=>"");return s.forEach((i,r)=>{e[Math.ceil(C(i,t)*H)]+=o(r)}),e.map((i,r)=>r?g`<path class="shade" d=${i} style="fill-opacity:${r/H}"></path>`:g`<path class="shade none" d=${i}></path>`)}export{p as a,K as b,C as c,B as d};
