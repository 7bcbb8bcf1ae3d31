import{a as w,b as T}from"./chunk-VGKQWLS7.js";import{a as p,b as B}from"./chunk-P4YB22XH.js";import{a as y,b as x,c as o,e as M}from"./chunk-5CVORAAB.js";import{b as v,d as m}from"./chunk-YVDYIAWN.js";var n=36,R=20,h,$,l=class extends p{constructor(){super();v(this,h);this.bars=[],this.height=200}get count(){return this.bars.length}read(t){let s=this.bars[t];return s?`${s.long}: ${m(this,h,$).call(this,s)}`:""}summary(){if(this.line)return this.line;let t=this.bars.reduce((s,a)=>a.value>(s?.value??0)?a:s,void 0);return t?this.home.say("bars_summary",{name:t.long,plays:m(this,h,$).call(this,t)}):this.home.say("nothing_played")}pick(t){return this.bars[t]?.detail}plot(){let t=this.width,s=T(this.bars,r=>r.value)||1,a=this.height-R-6,e=(t-n)/Math.max(1,this.bars.length),c=Math.min(e*.72,40),g=this.home.isRightToLeft,u=(r,i=0)=>g?t-r-i:r,d=r=>6+a*(1-r/s),k=Math.ceil(this.bars.length/Math.max(1,Math.floor((t-n)/56))),q=this.home.format;return x`
      <svg viewBox="0 0 ${t} ${this.height}" style="height:${this.height}px" aria-hidden="true">
        ${w(0,s,3).filter(Number.isInteger).map(r=>o`
              <line x1=${n} x2=${t} y1=${d(r)} y2=${d(r)} transform=${g?`translate(${-n})`:""}></line>
              <text x=${u(n-8)} y=${d(r)+4} text-anchor=${g?"start":"end"}>${q.number(r)}</text>`)}
        ${this.bars.map((r,i)=>{let E=n+i*e+(e-c)/2,I=Math.min(4,c/3);return o`
            <g data-mark=${i} class=${B(i===this.active)}>
              <rect class="reach" x=${u(n+i*e,e)} y="0" width=${e} height=${this.height-R}></rect>
              ${r.value?o`<path class="bar" d=${L(u(E,c),d(r.value),c,r.value/s*a,I)}></path>`:""}
            </g>
            ${i%k===0?o`<text x=${u(n+(i+.5)*e)} y=${this.height-5} text-anchor="middle">${r.short}</text>`:""}`})}
      </svg>
    `}table(){return{head:["",this.heading],rows:this.bars.map(t=>[t.long,m(this,h,$).call(this,t)])}}};h=new WeakSet,$=function(t){return this.told?this.told(t):this.home.count("plays",t.value)},l.properties={...p.properties,bars:{attribute:!1},told:{attribute:!1},height:{type:Number},line:{}},l.styles=[...p.styles,y`line{stroke:var(--line);stroke-width:1;shape-rendering:crispEdges}.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}.active{stroke:none}.active .reach{fill-opacity:0.06}@media (forced-colors:active){.bar{fill:Highlight}}`];function L(b,f,t,s,a){let e=Math.min(a,s);return`M${b},${f+s}v${e-s}q0,${-e} ${e},${-e}h${t-2*e}q${e},0 ${e},${e}v${s-e}z`}M("spindle-bars",l);
