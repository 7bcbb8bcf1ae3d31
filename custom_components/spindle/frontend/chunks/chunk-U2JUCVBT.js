import{F as c,a as d,b as s,j as n,l}from"./chunk-QOHPUL5T.js";var p="M9 17H7V10H9V17M13 17H11V7H13V17M17 17H15V13H17V17M19 19H5V5H19V19.1M19 3H5C3.9 3 3 3.9 3 5V19C3 20.1 3.9 21 5 21H19C20.1 21 21 20.1 21 19V5C21 3.9 20.1 3 19 3Z",u="M4,3H20A2,2 0 0,1 22,5V20A2,2 0 0,1 20,22H4A2,2 0 0,1 2,20V5A2,2 0 0,1 4,3M4,7V10H8V7H4M10,7V10H14V7H10M20,10V7H16V10H20M4,12V15H8V12H4M4,20H8V17H4V20M10,12V15H14V12H10M10,20H14V17H10V20M20,20V17H16V20H20M20,12H16V15H20V12Z",h=class extends n{static{this.properties={...n.properties,heading:{},active:{state:!0},width:{state:!0},isTable:{state:!0}}}#e=new ResizeObserver(([e])=>{let t=Math.round(e?.contentRect.width??0);t&&(this.width=t)});constructor(){super(),this.heading="",this.width=640,this.isTable=!1}get named(){return this.heading}step(e,t,i){return e+t+i}pick(e,t){}connectedCallback(){super.connectedCallback(),this.#e.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}render(){let{home:e}=this;if(!e)return s``;let t=e.say(this.isTable?"as_chart":"as_table");return s`
      <div class="head">
        <h2>${this.named}</h2>
        <slot name="tools"></slot>
        <button class="icon" title=${t} aria-label=${`${this.named}: ${t}`} @click=${this.#r}>
          ${c(this.isTable?p:u)}
        </button>
      </div>
      <p class="read soft cut" aria-live="polite">${this.active===void 0?this.summary():this.read(this.active)}</p>
      ${this.isTable?this.#s(this.table()):this.#i()}
    `}#i(){return s`
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-label="${this.named}. ${this.summary()}"
        aria-describedby="keys"
        @keydown=${this.#a}
        @blur=${()=>this.active=void 0}
        @pointermove=${this.#n}
        @pointerleave=${()=>this.active=void 0}
        @click=${this.#o}
      >
        ${this.plot()}
      </div>
      <span id="keys" class="unseen">${this.home?.say("chart_keys")}</span>
    `}#s({head:e,rows:t}){return s`
      <div class="table" tabindex="0" role="region" aria-label=${this.named}>
        <table>
          <thead>
            <tr>${e.map(i=>s`<th scope="col">${i}</th>`)}</tr>
          </thead>
          <tbody>
            ${t.map(([i,...r])=>s`<tr><th scope="row">${i}</th>${r.map(a=>s`<td>${a}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
    `}#r=()=>{this.isTable=!this.isTable,this.active=void 0};#a=e=>{let t=this.home?.isRightToLeft?-1:1,r={ArrowRight:[t,0],ArrowLeft:[-t,0],ArrowDown:[0,1],ArrowUp:[0,-1]}[e.key],a=this.count-1;if(!(a<0)){if(r)this.active=this.active===void 0?this.start():b(this.step(this.active,...r),a);else if(e.key==="Home")this.active=0;else if(e.key==="End")this.active=a;else if(e.key==="Escape"&&this.active!==void 0)this.active=void 0;else if((e.key==="Enter"||e.key===" ")&&this.active!==void 0)this.#t(this.active,e.shiftKey);else return;e.preventDefault()}};start(){return 0}across({clientX:e}){let{left:t,right:i,width:r}=this.renderRoot.querySelector(".plot svg").getBoundingClientRect();return(this.home?.isRightToLeft?i-e:e-t)*this.width/r}#n=e=>{this.active=this.markAt(e)};#o=e=>{let t=this.markAt(e);t!==void 0&&this.#t(t,e.shiftKey)};#t(e,t){let i=this.pick(e,t);i!==void 0&&this.tell("spindle-pick",i)}static{this.styles=[l,d`:host{display:block;container-type:inline-size}.head{margin-bottom:0}.read{min-height:20px;margin-bottom:12px}.plot{outline-offset:6px;border-radius:6px}svg{display:block;width:100%;height:auto;overflow:visible}svg{direction:ltr}text{fill:var(--soft);font-size:11px}.table{max-height:320px;overflow:auto;border-radius:6px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}th,td{padding:6px 8px;text-align:var(--end);unicode-bidi:plaintext;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}th:first-child{text-align:-webkit-match-parent;text-align:match-parent}thead th{position:sticky;top:0;background:var(--card);color:var(--soft)}.shade{fill:var(--accent)}.shade.none{fill:var(--ink);fill-opacity:0.055}.active{fill:none;stroke:var(--ink);stroke-width:1.5;pointer-events:none}@media (forced-colors:active){.shade{stroke:CanvasText;stroke-width:0.5}}`]}};function b(o,e){return Math.max(0,Math.min(e,o))}export{h as a};
