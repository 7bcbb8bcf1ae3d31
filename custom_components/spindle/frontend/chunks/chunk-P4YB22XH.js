import{a as y,b as r,d as w,f as k,g as $}from"./chunk-5CVORAAB.js";import{a as s,b as o,d as c}from"./chunk-YVDYIAWN.js";var h,a,T,R,p,m,f,v,g,b=class extends k{constructor(){super();o(this,a);o(this,h,new ResizeObserver(([e])=>{let t=Math.round(e?.contentRect.width??0);t&&(this.width=t)}));o(this,p,()=>{this.isTable=!this.isTable,this.active=void 0});o(this,m,e=>{let t=this.home?.isRightToLeft?-1:1,u={ArrowRight:[t,0],ArrowLeft:[-t,0],ArrowDown:[0,1],ArrowUp:[0,-1]}[e.key],l=this.count-1;if(!(l<0)){if(u)this.active=this.active===void 0?this.start():E(this.step(this.active,...u),l);else if(e.key==="Home")this.active=0;else if(e.key==="End")this.active=l;else if(e.key==="Escape")this.active=void 0;else if((e.key==="Enter"||e.key===" ")&&this.active!==void 0)c(this,a,g).call(this,this.active,e.shiftKey);else return;e.preventDefault()}});o(this,f,e=>{this.active=x(e)});o(this,v,e=>{let t=x(e);t!==void 0&&c(this,a,g).call(this,t,e.shiftKey)});this.heading="",this.width=640,this.isTable=!1}step(e,t,i){return e+t+i}pick(e,t){}connectedCallback(){super.connectedCallback(),s(this,h).observe(this)}disconnectedCallback(){super.disconnectedCallback(),s(this,h).disconnect()}render(){let{home:e}=this;if(!e)return r``;let t=e.say(this.isTable?"as_chart":"as_table");return r`
      <div class="head">
        <h2>${this.heading}</h2>
        <slot name="tools"></slot>
        <button class="icon" title=${t} aria-label=${`${this.heading}: ${t}`} @click=${s(this,p)}>
          <ha-icon icon=${this.isTable?"mdi:chart-box-outline":"mdi:table-large"}></ha-icon>
        </button>
      </div>
      <p class="read soft cut" aria-live="polite">${this.active===void 0?this.summary():this.read(this.active)}</p>
      ${this.isTable?c(this,a,R).call(this,this.table()):c(this,a,T).call(this)}
    `}start(){return 0}};h=new WeakMap,a=new WeakSet,T=function(){return r`
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-label="${this.heading}. ${this.summary()}"
        aria-describedby="keys"
        @keydown=${s(this,m)}
        @blur=${()=>this.active=void 0}
        @pointerover=${s(this,f)}
        @pointerleave=${()=>this.active=void 0}
        @click=${s(this,v)}
      >
        ${this.plot()}
      </div>
      <span id="keys" class="unseen">${this.home?.say("chart_keys")}</span>
    `},R=function({head:e,rows:t}){return r`
      <div class="table" tabindex="0" role="region" aria-label=${this.heading}>
        <table>
          <thead>
            <tr>${e.map(i=>r`<th scope="col">${i}</th>`)}</tr>
          </thead>
          <tbody>
            ${t.map(([i,...u])=>r`<tr><th scope="row">${i}</th>${u.map(l=>r`<td>${l}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
    `},p=new WeakMap,m=new WeakMap,f=new WeakMap,v=new WeakMap,g=function(e,t){let i=this.pick(e,t);i!==void 0&&this.tell("spindle-pick",i)},b.properties={...k.properties,heading:{},active:{state:!0},width:{state:!0},isTable:{state:!0}},b.styles=[$,y`:host{display:block}.head{margin-bottom:0}.read{min-height:20px;margin-bottom:12px}.plot{outline-offset:6px;border-radius:6px}svg{display:block;width:100%;height:auto;overflow:visible}svg{direction:ltr}text{fill:var(--soft);font-size:11px}.table{max-height:320px;overflow:auto;border-radius:6px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}th,td{padding:6px 8px;text-align:end;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}th:first-child{text-align:start}thead th{position:sticky;top:0;background:var(--card);color:var(--soft)}[data-mark]{transition:fill-opacity 0.3s}.active{stroke:var(--ink);stroke-width:1.5}@media (prefers-reduced-motion:reduce){[data-mark]{transition:none}}@media (forced-colors:active){[data-mark]{stroke:CanvasText;stroke-width:0.5}}`];function _(n){return n?"active":w}function x(n){let d=n.target.closest("[data-mark]")?.getAttribute("data-mark");return d?Number(d):void 0}function E(n,d){return Math.max(0,Math.min(d,n))}export{b as a,_ as b};
