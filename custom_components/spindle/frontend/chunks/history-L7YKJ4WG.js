import{b as be}from"./chunk-VGKQWLS7.js";import{b as ye,c as H,d as z}from"./chunk-GHPH7VY3.js";import{A as E,a as L,f as A,h as S,j as U,p as fe}from"./chunk-6KV2TP7V.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as V,b as ge}from"./chunk-T5B6H5RQ.js";import{a as x,b as a,c as te,d as f,e as pe,f as me,h as se,i as ie,j,l as k}from"./chunk-LX4K6TZR.js";import{a as n,b as u,c as R,d as l}from"./chunk-YVDYIAWN.js";var G=3600,P=96,ne=18,y,oe,F,Q,Y,ae,de,I=class extends V{constructor(){super();u(this,y);u(this,F,e=>{let t=l(this,y,de).call(this,e);t!==void 0&&(this.brush=[t,t])});u(this,Q,e=>{let t=l(this,y,de).call(this,e);!this.brush||t===void 0||t===this.brush[1]||(e.currentTarget.setPointerCapture(e.pointerId),this.brush=[this.brush[0],t],this.active=t)});u(this,Y,()=>{let{brush:e}=this;this.brush=void 0,e&&e[0]!==e[1]&&l(this,y,ae).call(this,e)});this.starts=[],this.plays=[]}get count(){return this.starts.length}read(e){let t=this.home,[s,o]=this.brush?re(this.brush):[e,e],d=this.plays.slice(s,o+1).reduce((h,g)=>h+g,0);return t.say("hours_read",{from:t.format.time(this.starts[s]),until:t.format.time(this.starts[o]+G),plays:t.count("plays",d)})}summary(){let e=this.home;return this.from&&this.until?e.say("hours_chosen",{from:e.format.time(this.from),until:e.format.time(this.until)}):e.say("hours_summary")}pick(e,t){let[s,o]=l(this,y,oe).call(this);l(this,y,ae).call(this,t&&s!==void 0?[Math.min(s,e),Math.max(o,e)]:[e,e])}plot(){let e=be(this.plays)||1,t=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,o=(v,p=0)=>s?this.width-v-p:v,[d,h]=this.brush?re(this.brush):l(this,y,oe).call(this),g=t<30?6:3;return a`
      <svg viewBox="0 0 ${this.width} ${P}" style="height:${P}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${n(this,F)} @pointermove=${n(this,Q)} @pointerup=${n(this,Y)} @pointercancel=${()=>this.brush=void 0}>
        ${this.starts.map((v,p)=>{let m=(this.plays[p]??0)/e*(P-ne-4),B=d===void 0||p>=d&&p<=h;return te`
            <g data-mark=${p} class=${ge(p===this.active)} style=${B?"":"opacity:.3"}>
              <rect class="reach" x=${o(p*t,t)} y="0" width=${t} height=${P-ne}></rect>
              <rect class="bar" x=${o(p*t+1.5,t-3)} y=${P-ne-Math.max(2,m)} width=${t-3} height=${Math.max(2,m)} rx="3"
                style=${m?"":"fill:var(--ink);fill-opacity:.1"}></rect>
            </g>
            ${p%g===0?te`<text x=${o(p*t+2)} y=${P-2} text-anchor=${s?"end":"start"}>${this.home.format.time(this.starts[p])}</text>`:""}`})}
      </svg>
    `}table(){let e=this.home;return{head:[e.say("hour"),e.say("plays")],rows:this.starts.map((t,s)=>[e.format.time(t),e.format.number(this.plays[s]??0)])}}};y=new WeakSet,oe=function(){if(!this.from||!this.until)return[void 0,void 0];let e=this.starts.findIndex(t=>t+G>=this.until);return[this.starts.findIndex(t=>t+G>this.from),e<0?this.count-1:e]},F=new WeakMap,Q=new WeakMap,Y=new WeakMap,ae=function(e){let[t,s]=re(e),o={start:this.starts[t],end:this.starts[s]+G};this.tell("spindle-span",o.start===this.from&&o.end===this.until?void 0:o)},de=function({clientX:e,currentTarget:t}){let{left:s,width:o}=t.getBoundingClientRect(),d=(e-s)/o,h=Math.floor((this.home.isRightToLeft?1-d:d)*this.count);return this.count?Math.max(0,Math.min(this.count-1,h)):void 0},I.properties={...V.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}},I.styles=[...V.styles,x`.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}g.active{fill:inherit;stroke:none;pointer-events:auto}.active .reach{fill-opacity:0.06}.plot svg{cursor:col-resize}`];function re([c,r]){return c<r?[c,r]:[r,c]}k("spindle-hours",I);function J(c,r){if(!r)return c;let e=new Map;for(let t of[...c.plays,...r.plays])e.has(t.id)||e.set(t.id,t);return{plays:[...e.values()].sort((t,s)=>s.id-t.id),before:r.before}}var Se=a`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 6.5h14M9.5 6.5v-2h5v2M7 6.5l1 13h8l1-13M10.5 10v6M13.5 10v6"></path></svg>`,C=56;function ve(c,r,e){return r.map(t=>()=>({day:c.format.dayOf(t.played_at),row:Ee(c,t,e)}))}function $e(c,r,e){let t=new Map;for(let{day:s,row:o}of r){let d=t.get(s);d?d.push(o):t.set(s,[o])}return[...t].map(([s,o])=>a`
      <h2><a href=${A("history",{...e,day:s})}>${c.format.day(s)}</a></h2>
      <ul class="day" style="contain-intrinsic-block-size:${o.length*C}px">${o}</ul>
    `)}function Ee(c,r,{chosen:e,choose:t,remove:s}){let o=[r.station,r.room,c.service(r.service)].filter(Boolean).join(" \xB7 ");return a`
    <li>
      ${e?a`<input type="checkbox" aria-label=${`${r.artist}, ${r.title}`} .checked=${e.has(r.id)} @change=${()=>t(r.id)} />`:a`<time class="soft small number">${c.format.time(r.played_at)}</time>`}
      ${U(r.album??r.artist,40,"square",r.cover)}
      <span class="two">
        <span class="line"><a class="cut title" href=${A("top",{kind:"tracks",open:r.track_id})}>${r.title}</a>${fe(c,r.lidarr)}</span>
        <span class="small soft cut">
          <a href=${A("top",{kind:"artists",open:r.artist_id})}>${r.artist}</a>${r.album?` \xB7 ${r.album}`:""}
        </span>
      </span>
      <span class="where small soft cut">${o}</span>
      ${s&&!e?a`<button class="icon" title=${c.say("delete")} aria-label=${`${c.say("delete")}: ${r.artist}, ${r.title}`} @click=${()=>s(r.id)}>
            ${Se}
          </button>`:f}
    </li>
  `}var xe=x`section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}.day{content-visibility:auto}.day li{display:flex;align-items:center;gap:12px;height:${C}px;min-width:0;contain:strict}.day :focus-visible{outline-offset:-2px}time{flex:none;min-width:58px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:end}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linejoin:round}li .icon:hover,li .icon:focus-visible{opacity:1}@container panel (max-width:600px){.where{display:none}li .icon{display:none}input[type="checkbox"]{margin:0 8px}}`;var Ie=100,N,le,O=class extends se{constructor(){super(...arguments);u(this,N)}willUpdate(e){(e.has("day")||e.has("room")||e.has("home"))&&l(this,N,le).call(this)}render(){let{home:e,told:t}=this;return e?t?"code"in t?z(e,t,()=>{l(this,N,le).call(this)}):t.not_counted.length?a`
      <p class="soft">${e.say("not_counted_text")}</p>
      <ul>
        ${t.not_counted.map(s=>a`
            <li>
              <time class="soft small number">${e.format.moment(Date.parse(s.at)/1e3)}</time>
              ${U(s.artist??s.title??"?",40,"square")}
              <span class="two">
                <b class="cut">${s.title??e.say("untitled")}</b>
                <span class="small soft cut">${[s.artist,s.room].filter(Boolean).join(" \xB7 ")}</span>
              </span>
              <span class="why small">${e.words.of("reason",s.reason)}</span>
            </li>
          `)}
      </ul>
    `:H("mdi:check-circle-outline",e.say("nothing_refused"),e.say("nothing_refused_text")):a`${E(6,56)}`:f}};N=new WeakSet,le=async function(){let{day:e,room:t}=this,s={limit:Ie,...e&&{day:e},...t&&{room:t}},o=await this.home?.act("get_not_counted",s).catch(d=>d);e===this.day&&t===this.room&&(this.told=o)},O.properties={...se.properties,day:{},room:{},told:{state:!0}},O.styles=[j,x`:host{display:block}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;width:130px}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:end}@container panel (max-width:600px){time{width:74px}.why{max-width:40%}}`];k("spindle-refusals",O);var we=60,T,$,q,W,X,b,Z,M,i,w,_,K,ce,Re,_e,he,Te,ke,Pe,qe,Me,ue,Be,D=class extends ie{constructor(){super();u(this,i);u(this,T,"");u(this,$);u(this,q,!1);u(this,W,new pe(this));u(this,X,new L(this,()=>({type:"spindle/info"})));u(this,b,new L(this,()=>n(this,i,_)?void 0:{type:"spindle/recent",limit:we,...n(this,i,ce)}));u(this,Z,new L(this,()=>{let{day:e}=n(this,i,w);if(!(!e||n(this,i,_)))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...n(this,i,K),day:e}}));u(this,M,new IntersectionObserver(([e])=>{e?.isIntersecting&&l(this,i,Me).call(this)},{rootMargin:"600px"}));this.query=new URLSearchParams,this.isBegun=!1}firstUpdated(){me().then(()=>this.isBegun=!0)}disconnectedCallback(){super.disconnectedCallback(),n(this,M).disconnect()}willUpdate(e){let t=n(this,b).value;if(t!==n(this,$)&&n(this,$)&&this.older&&(this.older=J(n(this,$),this.older)),R(this,$,t),!e.has("query"))return;let s=this.query.toString();s!==n(this,T)&&(R(this,T,s),this.older=R(this,$,void 0),this.chosen=void 0)}updated(){let e=this.renderRoot.querySelector(".end");n(this,M).disconnect(),e&&n(this,M).observe(e)}render(){return this.home?a`
      <section class="card filters">${l(this,i,_e).call(this)}</section>
      ${this.isBegun?l(this,i,Re).call(this):f}
    `:f}};T=new WeakMap,$=new WeakMap,q=new WeakMap,W=new WeakMap,X=new WeakMap,b=new WeakMap,Z=new WeakMap,M=new WeakMap,i=new WeakSet,w=function(){let e=t=>this.query.get(t)??void 0;return{day:e("day"),room:e("room"),service:e("service"),start:e("start"),end:e("end")}},_=function(){return this.query.get("show")==="not_counted"},K=function(){let{room:e,service:t}=n(this,i,w);return{...e&&{room:e},...t&&{service:t}}},ce=function(){let{day:e,start:t,end:s}=n(this,i,w),o=t&&s?{start:Number(t),end:Number(s)}:e?{day:e}:{};return{...n(this,i,K),...o}},Re=function(){let e=this.home;return a`
      ${l(this,i,ke).call(this)}
      <section class="card">${n(this,i,_)?a`<spindle-refusals .home=${e} .day=${n(this,i,w).day} .room=${n(this,i,w).room}></spindle-refusals>`:l(this,i,Pe).call(this)}</section>
      <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `},_e=function(){let e=this.home,{day:t,room:s,service:o,start:d}=n(this,i,w),h=n(this,X).value?.history,g={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0},v=m=>B=>S({[m]:B.target.value,start:void 0,end:void 0});return a`
      <div class="row">
        ${[void 0,"not_counted"].map(m=>a`<button class="chip" aria-pressed=${(m??null)===this.query.get("show")} @click=${()=>S({show:m,start:void 0,end:void 0})}>
            ${e.say(m?"not_counted":"counted_plays")}
          </button>`)}
      </div>
      <div class="row">
        <label><span class="unseen">${e.say("day")}</span><input type="date" .value=${t??""} max=${e.format.dayOf(Date.now()/1e3)} @change=${v("day")} /></label>
        ${l(this,i,he).call(this,"room",e.say("all_rooms"),h?.rooms??[],s,v("room"))}
        ${n(this,i,_)?f:l(this,i,he).call(this,"service",e.say("all_services"),h?.services.map(({id:m})=>({id:m,name:e.service(m)}))??[],o,v("service"))}
        ${t||s||o||d?a`<button class="chip" @click=${()=>S(g)}>${e.say("clear")}</button>`:f}
        ${e.isAdministrator&&!n(this,i,_)?l(this,i,Te).call(this):f}
      </div>
    `},he=function(e,t,s,o,d){return a`
      <select aria-label=${t} name=${e} @change=${d}>
        <option value="" ?selected=${!o}>${t}</option>
        ${s.map(h=>a`<option value=${h.id} ?selected=${h.id===o}>${h.name}</option>`)}
      </select>
    `},Te=function(){let e=this.home,{chosen:t}=this;return t?a`
      <button class="chip" @click=${()=>this.chosen=void 0}>${e.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!t.size} @click=${()=>l(this,i,ue).call(this,[...t])}>${e.say("delete_chosen",{plays:e.count("plays",t.size)})}</button>
    `:a`<button class="chip" @click=${()=>this.chosen=new Set}>${e.say("choose")}</button>`},ke=function(){let e=this.home,{day:t,start:s,end:o}=n(this,i,w),d=n(this,Z).value?.answers.series;if(!t||n(this,i,_)||!d)return f;let h=({detail:g})=>S({start:g?.start,end:g?.end});return a`
      <section class="card">
        <spindle-hours .home=${e} .heading=${e.say("hours")} .starts=${d.starts} .plays=${d.plays}
          .from=${s?Number(s):void 0} .until=${o?Number(o):void 0} @spindle-span=${h}></spindle-hours>
      </section>
    `},Pe=function(){let e=this.home,{refusal:t}=n(this,b).answer,s=n(this,b).value;if(t&&!s)return z(e,t,()=>n(this,b).refresh());if(!s)return a`${E(10,C)}`;let{chosen:o,older:d}=this,{plays:h,before:g}=J(s,d);if(!h.length)return H("mdi:record-player",e.say("nothing_played"),e.say("another_filter"));let v=e.isAdministrator?ee=>{l(this,i,ue).call(this,[ee])}:void 0,p=ee=>l(this,i,qe).call(this,ee),m=n(this,W).parts([s,d,e,o],()=>ve(e,h,{chosen:o,choose:p,remove:v})),B=g?a`<div class="end">${E(2,C)}</div>`:a`<p class="soft small last">${e.say("first_play")}</p>`;return a`
      <div class=${n(this,b).isStale&&!n(this,b).answer.value?"old":""}>${$e(e,m,n(this,i,K))}</div>
      ${m.length<h.length?f:B}
    `},qe=function(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t},Me=async function(){let e=(this.older??n(this,b).value)?.before;if(!e||n(this,q))return;R(this,q,!0);let t=n(this,T);try{let s=await this.home.call({type:"spindle/recent",limit:we,...n(this,i,ce),before:e});t===n(this,T)&&(this.older=this.older?J(this.older,s):s)}catch{}R(this,q,!1)},ue=async function(e){let t=this.home,s=await ye(t,"delete_scrobbles",{ids:e});this.question="yes"in s?s:{title:t.say("delete_title",{plays:t.count("plays",s.count)}),text:t.say("delete_text"),examples:Ce(s),yes:t.say("delete"),run:async()=>{await t.act("delete_scrobbles",{ids:e}),l(this,i,Be).call(this)}}},Be=function(){this.older=R(this,$,void 0),this.chosen=void 0,n(this,b).refresh()},D.properties={...ie.properties,query:{attribute:!1},older:{state:!0},chosen:{state:!0},question:{state:!0},isBegun:{state:!0}},D.styles=[j,xe,x`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}.last{text-align:center;padding:24px 0 8px}`];function Ce({examples:c}){return c.slice(0,5).map(({artist:r,title:e})=>`${r} \u2013 ${e}`)}k("spindle-history",D);export{D as History};
