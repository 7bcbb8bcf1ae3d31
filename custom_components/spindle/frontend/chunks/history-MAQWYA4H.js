import{a as H}from"./chunk-7XJ4RC35.js";import{b as ie,d as re}from"./chunk-DVRFUT3I.js";import{a as ne}from"./chunk-HBKTKCXG.js";import{b as k,c as P}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as C}from"./chunk-U2JUCVBT.js";import{a as g}from"./chunk-URNN75ZU.js";import{G as te,T as se,U as w,a as $,b as a,c as L,d as Z,e as f,f as ee,g as E,i as S,j as _,k as U,l as R,p as j,q as x,v as q,x as T,z as B}from"./chunk-QOHPUL5T.js";var D=3600,A=96,Q=18,z=class extends C{static{this.properties={...C.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}}}#e=!1;constructor(){super(),this.starts=[],this.plays=[]}get count(){return this.starts.length}read(e){let t=this.home,[s,i]=this.brush?G(this.brush):[e,e],n=this.plays.slice(s,i+1).reduce((o,l)=>o+l,0);return t.say("hours_read",{from:t.format.time(this.starts[s]),until:t.format.time(this.starts[i]+D),plays:t.count("plays",n)})}summary(){let e=this.home;return this.from&&this.until?e.say("hours_chosen",{from:e.format.time(this.from),until:e.format.time(this.until)}):e.say("hours_summary")}pick(e,t){let[s,i]=this.#t();this.#a(t&&s!==void 0?[Math.min(s,e),Math.max(i,e)]:[e,e])}plot(){let e=ie(this.plays)||1,t=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,i=(d,p=0)=>s?this.width-d-p:d,[n,o]=this.brush?G(this.brush):this.#t(),l=t<30?6:3,h=A-Q-4,y=this.starts.map((d,p)=>Math.max(2,(this.plays[p]??0)/e*h)),m=d=>y.map((p,b)=>d(b)?re(i(b*t+1.5,t-3),A-Q-p,t-3,p,3):"").join(""),c=d=>n===void 0||d>=n&&d<=o,u=d=>!this.plays[d];return a`
      <svg viewBox="0 0 ${this.width} ${A}" style="height:${A}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${this.#n} @pointermove=${this.#i} @pointerup=${this.#d} @pointercancel=${()=>this.brush=void 0}>
        ${this.active===void 0?"":L`<rect class="reach" x=${i(this.active*t,t)} y="0" width=${t} height=${A-Q}></rect>`}
        <path class="bar empty" d=${m(u)}></path>
        <path class="bar" d=${m(d=>!u(d)&&c(d))}></path>
        <path class="bar other" d=${m(d=>!u(d)&&!c(d))}></path>
        ${this.starts.map((d,p)=>p%l===0?L`<text x=${i(p*t+2)} y=${A-2} text-anchor=${s?"end":"start"}>${this.home.format.time(d)}</text>`:"")}
      </svg>
    `}markAt(e){return e.type==="click"&&this.#e?void 0:this.#s(e)}table(){let e=this.home;return{head:[e.say("hour"),e.say("plays")],rows:this.starts.map((t,s)=>[e.format.time(t),e.format.number(this.plays[s]??0)])}}#t(){if(!this.from||!this.until)return[void 0,void 0];let e=this.starts.findIndex(t=>t+D>=this.until);return[this.starts.findIndex(t=>t+D>this.from),e<0?this.count-1:e]}#n=e=>{this.#e=!1;let t=this.#s(e);t!==void 0&&(this.brush=[t,t])};#i=e=>{let t=this.#s(e);!this.brush||t===void 0||t===this.brush[1]||(e.currentTarget.setPointerCapture(e.pointerId),this.brush=[this.brush[0],t],this.active=t)};#d=()=>{let{brush:e}=this;this.brush=void 0,this.#e=e!==void 0&&e[0]!==e[1],this.#e&&this.#a(e)};#a(e){let[t,s]=G(e),i={start:this.starts[t],end:this.starts[s]+D};this.tell("spindle-span",i.start===this.from&&i.end===this.until?void 0:i)}#s(e){let t=Math.floor(this.across(e)*this.count/this.width);return this.count?Math.max(0,Math.min(this.count-1,t)):void 0}static{this.styles=[...C.styles,$`.bar{fill:var(--accent)}.empty{fill:var(--ink);fill-opacity:0.1}.other{fill-opacity:0.3}.reach{fill:var(--ink);fill-opacity:0.06}@media (forced-colors:active){.bar{fill:Highlight}}.plot svg{cursor:col-resize}`]}};function G([r,e]){return r<e?[r,e]:[e,r]}g("spindle-hours",z);function N(r,e){if(!e)return r;let t=new Map;for(let s of[...r.plays,...e.plays])t.has(s.id)||t.set(s.id,s);return{plays:[...t.values()].sort((s,i)=>i.id-s.id),before:e.before}}var $e=5;async function oe(r,e,t){let s=await H(r,"delete_scrobbles",{ids:e});return"yes"in s?s:{title:r.say("delete_title",{plays:r.count("plays",s.count)}),text:r.say("delete_text"),examples:s.examples.slice(0,$e).map(({artist:i,title:n})=>`${j(i)} \u2013 ${j(n)}`),yes:r.say("delete"),run:async()=>{await r.act("delete_scrobbles",{ids:e}),t()}}}var ae={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},de=r=>(...e)=>({_$litDirective$:r,values:e}),O=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,s){this._$Ct=e,this._$AM=t,this._$Ci=s}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:ge}=ee,le=r=>r;var he=()=>document.createComment(""),M=(r,e,t)=>{let s=r._$AA.parentNode,i=e===void 0?r._$AB:e._$AA;if(t===void 0){let n=s.insertBefore(he(),i),o=s.insertBefore(he(),i);t=new ge(n,o,r,r.options)}else{let n=t._$AB.nextSibling,o=t._$AM,l=o!==r;if(l){let h;t._$AQ?.(r),t._$AM=r,t._$AP!==void 0&&(h=r._$AU)!==o._$AU&&t._$AP(h)}if(n!==i||l){let h=t._$AA;for(;h!==n;){let y=le(h).nextSibling;le(s).insertBefore(h,i),h=y}}}return t},v=(r,e,t=r)=>(r._$AI(e,t),r),ve={},ce=(r,e=ve)=>r._$AH=e,ue=r=>r._$AH,I=r=>{r._$AR(),r._$AA.remove()};var pe=(r,e,t)=>{let s=new Map;for(let i=e;i<=t;i++)s.set(r[i],i);return s},F=de(class extends O{constructor(r){if(super(r),r.type!==ae.CHILD)throw Error("repeat() can only be used in text expressions")}dt(r,e,t){let s;t===void 0?t=e:e!==void 0&&(s=e);let i=[],n=[],o=0;for(let l of r)i[o]=s?s(l,o):o,n[o]=t(l,o),o++;return{values:n,keys:i}}render(r,e,t){return this.dt(r,e,t).values}update(r,[e,t,s]){let i=ue(r),{values:n,keys:o}=this.dt(e,t,s);if(!Array.isArray(i))return this.ut=o,n;let l=this.ut??=[],h=[],y,m,c=0,u=i.length-1,d=0,p=n.length-1;for(;c<=u&&d<=p;)if(i[c]===null)c++;else if(i[u]===null)u--;else if(l[c]===o[d])h[d]=v(i[c],n[d]),c++,d++;else if(l[u]===o[p])h[p]=v(i[u],n[p]),u--,p--;else if(l[c]===o[p])h[p]=v(i[c],n[p]),M(r,h[p+1],i[c]),c++,p--;else if(l[u]===o[d])h[d]=v(i[u],n[d]),M(r,i[c],i[u]),u--,d++;else if(y===void 0&&(y=pe(o,d,p),m=pe(l,c,u)),y.has(l[c]))if(y.has(l[u])){let b=m.get(o[d]),V=b!==void 0?i[b]:null;if(V===null){let X=M(r,i[c]);v(X,n[d]),h[d]=X}else h[d]=v(V,n[d]),M(r,i[c],V),i[b]=null;d++}else I(i[u]),u--;else I(i[c]),c++;for(;d<=p;){let b=M(r,h[p+1]);v(b,n[d]),h[d++]=b}for(;c<=u;){let b=i[c++];b!==null&&I(b)}return this.ut=o,ce(r,h),Z}});var xe=a`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 6.5h14M9.5 6.5v-2h5v2M7 6.5l1 13h8l1-13M10.5 10v6M13.5 10v6"></path></svg>`,Y="var(--play)";function me(r,e,t){return e.map(s=>({key:s.id,of:[r,JSON.stringify(s),t.chosen?.has(s.id)],draw:()=>({id:s.id,day:r.format.dayOf(s.played_at),row:we(r,s,t)})}))}function fe(r,e,t){let s=new Map;for(let i of e){let n=s.get(i.day);n?n.push(i):s.set(i.day,[i])}return a`${F(s,([i])=>i,([i,n])=>a`
    <h2><a href=${q("history",{...t,day:i})}>${r.format.day(i)}</a></h2>
    <ul class="day">${F(n,({id:o})=>o,({row:o})=>o)}</ul>
  `)}`}function we(r,e,{chosen:t,choose:s,remove:i}){return a`
    <li>
      ${t?a`<input type="checkbox" aria-label=${`${e.artist}, ${e.title}`} .checked=${t.has(e.id)} @change=${()=>s(e.id)} />`:a`<time class="soft small number">${r.format.time(e.played_at)}</time>`}
      ${B(e.album??e.artist,40,"square",e.cover)}
      <span class="two">
        <span class="line"><a class="cut title" href=${q("top",{kind:"tracks",open:e.track_id})}>${e.title}</a>${te(r,e.lidarr)}</span>
        <span class="small soft cut beside">
          <a href=${q("top",{kind:"artists",open:e.artist_id})}><bdi>${e.artist}</bdi></a>${e.album?a` · <bdi>${e.album}</bdi>`:f}
        </span>
      </span>
      <span class="where small soft cut beside">${x(e.station,e.room,r.service(e.service))}</span>
      ${i&&!t?a`<button class="icon" title=${r.say("delete")} aria-label=${`${r.say("delete")}: ${e.artist}, ${e.title}`} @click=${()=>i(e.id)}>
            ${xe}
          </button>`:f}
    </li>
  `}var ye=$`:host{--play:56px}section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}.day li{display:flex;align-items:center;gap:12px;height:var(--play);min-width:0;contain:strict;content-visibility:auto}.day :focus-visible{outline-offset:-2px}time{flex:none;min-width:58px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:var(--end)}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linejoin:round}li .icon:hover,li .icon:focus-visible{opacity:1}@container panel (max-width:600px){:host{--play:72px}.day li{display:grid;gap:0;grid-template:48px 16px / auto auto auto minmax(0,1fr) auto;align-content:center}.day li>:nth-child(2){grid-area:1 / 2 / 3;margin-inline-end:12px}.two{grid-area:1 / 3 / 2 / 5}time{grid-area:2 / 3;min-width:0;margin-inline-end:8px}.where{grid-area:2 / 4;text-align:inherit}li .icon{grid-area:1 / 5 / 3;margin-inline-end:-8px}input[type="checkbox"]{grid-area:1 / 1 / 3;margin:0;margin-inline-end:12px}}`;var W=class extends _{static{this.properties={..._.properties,told:{state:!0},question:{state:!0}}}firstUpdated(){this.#i()}render(){let{home:e,told:t}=this;return e?t?"code"in t?P(e,t,()=>{this.#i()}):t.rules.length?a`
      <p class="soft">${e.say("hidden_text")}</p>
      <ul>${t.rules.map(s=>this.#e(s))}</ul>
      <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:k("mdi:eye-outline",e.say("hidden_none"),e.say("hidden_none_text")):a`${w(3,56)}`:f}#e(e){let t=this.home,s=e.made_at&&t.say("hidden_since",{day:t.format.date(Date.parse(e.made_at)/1e3)});return a`
      <li>
        <span class="two">
          <b class="cut beside">${x(...this.#t(e))}</b>
          <span class="small soft cut beside">${x(e.note,s)}</span>
        </span>
        <button class="chip" @click=${()=>this.#n(e)}>${t.say("show_again")}</button>
      </li>
    `}#t({artist:e,genre:t,room:s,start_time:i,end_time:n}){let o=this.home,l=h=>{let[y=0,m=0]=h.split(":").map(Number);return o.format.hour(y+m/60)};return[e??"",t?o.say("hidden_genre",{genre:t}):"",s?o.say("hidden_room",{room:s}):"",i&&n?o.say("hidden_time",{from:l(i),until:l(n)}):""].filter(Boolean)}async#n(e){let t=this.home,s={rule:e.rule},i=await H(t,"unhide",s);this.question="yes"in i?i:{title:t.say("unhide_title",{name:this.#t(e).join(", ")}),text:t.say("unhide_text",{plays:t.count("plays",i.count)}),yes:t.say("show_again"),run:async()=>{await t.act("unhide",s),await this.#i()}}}async#i(){this.told=await this.home?.act("get_hide_rules",{}).catch(e=>e)}static{this.styles=[R,$`:host{display:block}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}`]}};g("spindle-hidden",W);var _e=100,J=class extends _{static{this.properties={..._.properties,day:{},room:{},told:{state:!0}}}willUpdate(e){(e.has("day")||e.has("room")||e.has("home"))&&this.#e()}render(){let{home:e,told:t}=this;return e?t?"code"in t?P(e,t,()=>{this.#e()}):t.not_counted.length?a`
      <p class="soft">${e.say("not_counted_text")}</p>
      <ul>
        ${t.not_counted.map(s=>a`
            <li>
              <time class="soft small number">${e.format.moment(Date.parse(s.at)/1e3)}</time>
              ${B(s.artist??s.title??"?",40,"square")}
              <span class="two">
                <b class="cut">${s.title??e.say("untitled")}</b>
                <span class="small soft cut beside">${x(s.artist,s.room)}</span>
              </span>
              <span class="why small">${e.words.of("reason",s.reason)}</span>
            </li>
          `)}
      </ul>
    `:k("mdi:check-circle-outline",e.say("nothing_refused"),e.say("nothing_refused_text")):a`${w(6,56)}`:f}async#e(){let{day:e,room:t}=this,s={limit:_e,...e&&{day:e},...t&&{room:t}},i=await this.home?.act("get_not_counted",s).catch(n=>n);e===this.day&&t===this.room&&(this.told=i)}static{this.styles=[R,$`:host{display:block}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;width:130px}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:var(--end)}@container panel (max-width:600px){time{width:74px}.why{max-width:40%}}`]}};g("spindle-refusals",J);var be=60,K=class extends U{static{this.properties={...U.properties,query:{attribute:!1},older:{state:!0},chosen:{state:!0},question:{state:!0},isBegun:{state:!0},series:{state:!0}}}#e="";#t;#n=!1;#i;#d=new ne(this);#a=new S(this,()=>({type:"spindle/info"}));#s=new S(this,()=>this.#r?void 0:{type:"spindle/recent",limit:be,...this.#u});#f=new S(this,()=>{let{day:e}=this.#o;if(!(!e||this.#r))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...this.#h,day:e}});#l=new IntersectionObserver(([e])=>{e?.isIntersecting&&this.#k()},{rootMargin:"600px"});constructor(){super(),this.query=new URLSearchParams,this.isBegun=!1}firstUpdated(){E().then(()=>this.isBegun=!0)}disconnectedCallback(){super.disconnectedCallback(),this.#l.disconnect()}get#o(){let e=t=>this.query.get(t)??void 0;return{day:e("day"),room:e("room"),service:e("service"),start:e("start"),end:e("end"),hour:e("hour")}}get#r(){let e=this.query.get("show");return this.#c.find(t=>t===e)}get#c(){return this.home?.isAdministrator?[void 0,"not_counted","hidden"]:[void 0,"not_counted"]}get#h(){let{room:e,service:t}=this.#o;return{...e&&{room:e},...t&&{service:t}}}get#u(){let{day:e,start:t,end:s,hour:i}=this.#o,n=t&&s?{start:Number(t),end:Number(s)}:e?{day:e}:i?{week_hour:Number(i)}:{};return{...this.#h,...n}}willUpdate(e){let t=this.#s.value;if(this.#y(this.#f.value?.answers.series),t!==this.#t&&this.#t&&this.older&&(this.older=N(this.#t,this.older)),this.#t=t,!e.has("query"))return;let s=this.query.toString();s!==this.#e&&(this.#e=s,this.older=this.#t=void 0,this.chosen=void 0)}#y(e){e!==this.#i&&(this.#i=e,E().then(E).then(()=>this.series=this.#i))}updated(){let e=this.renderRoot.querySelector(".end");this.#l.disconnect(),e&&this.#l.observe(e)}render(){return this.home?a`
      <section class="card filters">${this.#g()}</section>
      ${this.isBegun?this.#b():f}
    `:f}#b(){let e=this.home;return a`
      ${this.#_()}
      <section class="card">${this.#r?this.#$(this.#r):this.#R()}</section>
      <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `}#$(e){let{home:t}=this,{day:s,room:i}=this.#o;return e==="hidden"?a`<spindle-hidden .home=${t}></spindle-hidden>`:a`<spindle-refusals .home=${t} .day=${s} .room=${i}></spindle-refusals>`}#g(){let e=this.home,t=this.#r;return a`
      <div class="row">
        ${this.#c.map(s=>a`<button class="chip" aria-pressed=${s===t} @click=${()=>T({show:s,start:void 0,end:void 0})}>
            ${e.say(s??"counted_plays")}
          </button>`)}
      </div>
      ${t==="hidden"?f:this.#v()}
    `}#v(){let e=this.home,{day:t,room:s,service:i,start:n,hour:o}=this.#o,l=this.#a.value?.history,h={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0,hour:void 0},y=m=>c=>T({[m]:c.target.value,start:void 0,end:void 0,...m==="day"&&{hour:void 0}});return a`
      <div class="row">
        <label><span class="unseen">${e.say("day")}</span><input type="date" .value=${t??""} max=${e.format.dayOf(Date.now()/1e3)} @change=${y("day")} /></label>
        ${this.#p("room",e.say("all_rooms"),l?.rooms??[],s,y("room"))}
        ${this.#r?f:this.#p("service",e.say("all_services"),l?.services.map(({id:m})=>({id:m,name:e.service(m)}))??[],i,y("service"))}
        ${o&&!t&&!this.#r?a`<button class="chip" aria-pressed="true" @click=${()=>T({hour:void 0})}>${this.#x(Number(o))}</button>`:f}
        ${t||s||i||n||o?a`<button class="chip" @click=${()=>T(h)}>${e.say("clear")}</button>`:f}
        ${e.isAdministrator&&!this.#r?this.#w():f}
      </div>
    `}#x(e){let t=this.home,{format:s}=t;return t.say("week_hour",{day:s.weekday(Math.floor(e/24)),hour:s.hour(e%24)})}#p(e,t,s,i,n){return a`
      <select aria-label=${t} name=${e} @change=${n}>
        <option value="" ?selected=${!i}>${t}</option>
        ${s.map(o=>a`<option value=${o.id} ?selected=${o.id===i}>${o.name}</option>`)}
      </select>
    `}#w(){let e=this.home,{chosen:t}=this;return t?a`
      <button class="chip" @click=${()=>this.chosen=void 0}>${e.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!t.size} @click=${()=>this.#m([...t])}>${e.say("delete_chosen",{plays:e.count("plays",t.size)})}</button>
    `:a`<button class="chip" @click=${()=>this.chosen=new Set}>${e.say("choose")}</button>`}#_(){let e=this.home,{day:t,start:s,end:i}=this.#o;if(!t||this.#r)return f;let{series:n}=this,o=({detail:l})=>T({start:l?.start,end:l?.end});return a`
      <section class="card hours">
        ${n?a`<spindle-hours .home=${e} .heading=${e.say("hours")} .starts=${n.starts} .plays=${n.plays}
              .from=${s?Number(s):void 0} .until=${i?Number(i):void 0} @spindle-span=${o}></spindle-hours>`:se("100%","164px")}
      </section>
    `}#R(){let e=this.home,{refusal:t}=this.#s.answer,s=this.#s.value;if(t&&!s)return P(e,t,()=>this.#s.refresh());if(!s)return a`${w(10,Y)}`;let{chosen:i,older:n}=this,{plays:o,before:l}=N(s,n);if(!o.length)return k("mdi:record-player",e.say("nothing_played"),e.say("another_filter"));let h=e.isAdministrator?u=>{this.#m([u])}:void 0,y=u=>this.#T(u),m=this.#d.keyed([s,n,e,i],()=>me(e,o,{chosen:i,choose:y,remove:h})),c=l?a`<div class="end">${w(2,Y)}</div>`:a`<p class="soft small last">${e.say("first_play")}</p>`;return a`
      <div class=${this.#s.isStale&&!this.#s.answer.value?"old":""}>${fe(e,m,this.#h)}</div>
      ${m.length<o.length?f:c}
    `}#T(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async#k(){let e=(this.older??this.#s.value)?.before;if(!e||this.#n)return;this.#n=!0;let t=this.#e;try{let s=await this.home.call({type:"spindle/recent",limit:be,...this.#u,before:e});t===this.#e&&(this.older=this.older?N(this.older,s):s)}catch{}this.#n=!1}async#m(e){this.question=await oe(this.home,e,()=>this.#P())}#P(){this.older=this.#t=void 0,this.chosen=void 0,this.#s.refresh()}static{this.styles=[R,ye,$`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}.hours{min-height:198px}@media (pointer:coarse){.hours{min-height:206px}}.last{text-align:center;padding:24px 0 8px}`]}};g("spindle-history",K);export{K as History};
