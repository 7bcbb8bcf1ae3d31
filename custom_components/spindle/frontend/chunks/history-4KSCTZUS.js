import{a as ct,d as ut,e as V,f as z}from"./chunk-QOSR3QMO.js";import{a as L,f as A,h as S,j as B,p as ht,x as I}from"./chunk-HVCUQDFE.js";import"./chunk-QBKVQDHL.js";import"./chunk-MNDBVNTL.js";import"./chunk-OGYZFBDN.js";import"./chunk-WF2JSA5Q.js";import{a as D,b as lt}from"./chunk-M75AUZ6R.js";import{a as k,b as o,c as H,d as g,e as T,f as U,g as q}from"./chunk-VC4YFLHO.js";import{a as n,b as l,c as w,d as a}from"./chunk-YVDYIAWN.js";var F=3600,P=96,tt=18,b,st,G,Q,J,it,nt,O=class extends D{constructor(){super();l(this,b);l(this,G,t=>{let e=a(this,b,nt).call(this,t);e!==void 0&&(this.brush=[e,e])});l(this,Q,t=>{let e=a(this,b,nt).call(this,t);!this.brush||e===void 0||e===this.brush[1]||(t.currentTarget.setPointerCapture(t.pointerId),this.brush=[this.brush[0],e],this.active=e)});l(this,J,()=>{let{brush:t}=this;this.brush=void 0,t&&t[0]!==t[1]&&a(this,b,it).call(this,t)});this.starts=[],this.plays=[]}get count(){return this.starts.length}read(t){let e=this.home,[s,r]=this.brush?et(this.brush):[t,t],d=this.plays.slice(s,r+1).reduce((h,u)=>h+u,0);return e.say("hours_read",{from:e.format.time(this.starts[s]),until:e.format.time(this.starts[r]+F),plays:e.count("plays",d)})}summary(){let t=this.home;return this.from&&this.until?t.say("hours_chosen",{from:t.format.time(this.from),until:t.format.time(this.until)}):t.say("hours_summary")}pick(t,e){let[s,r]=a(this,b,st).call(this);a(this,b,it).call(this,e&&s!==void 0?[Math.min(s,t),Math.max(r,t)]:[t,t])}plot(){let t=ct(this.plays)||1,e=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,r=(m,c=0)=>s?this.width-m-c:m,[d,h]=this.brush?et(this.brush):a(this,b,st).call(this),u=e<30?6:3;return o`
      <svg viewBox="0 0 ${this.width} ${P}" style="height:${P}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${n(this,G)} @pointermove=${n(this,Q)} @pointerup=${n(this,J)} @pointercancel=${()=>this.brush=void 0}>
        ${this.starts.map((m,c)=>{let f=(this.plays[c]??0)/t*(P-tt-4),Z=d===void 0||c>=d&&c<=h;return H`
            <g data-mark=${c} class=${lt(c===this.active)} style=${Z?"":"opacity:.3"}>
              <rect class="reach" x=${r(c*e,e)} y="0" width=${e} height=${P-tt}></rect>
              <rect class="bar" x=${r(c*e+1.5,e-3)} y=${P-tt-Math.max(2,f)} width=${e-3} height=${Math.max(2,f)} rx="3"
                style=${f?"":"fill:var(--ink);fill-opacity:.1"}></rect>
            </g>
            ${c%u===0?H`<text x=${r(c*e+2)} y=${P-2} text-anchor=${s?"end":"start"}>${this.home.format.time(this.starts[c])}</text>`:""}`})}
      </svg>
    `}table(){let t=this.home;return{head:[t.say("hour"),t.say("plays")],rows:this.starts.map((e,s)=>[t.format.time(e),t.format.number(this.plays[s]??0)])}}};b=new WeakSet,st=function(){if(!this.from||!this.until)return[void 0,void 0];let t=this.starts.findIndex(e=>e+F>=this.until);return[this.starts.findIndex(e=>e+F>this.from),t<0?this.count-1:t]},G=new WeakMap,Q=new WeakMap,J=new WeakMap,it=function(t){let[e,s]=et(t),r={start:this.starts[e],end:this.starts[s]+F};this.tell("spindle-span",r.start===this.from&&r.end===this.until?void 0:r)},nt=function({clientX:t,currentTarget:e}){let{left:s,width:r}=e.getBoundingClientRect(),d=(t-s)/r,h=Math.floor((this.home.isRightToLeft?1-d:d)*this.count);return this.count?Math.max(0,Math.min(this.count-1,h)):void 0},O.properties={...D.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}},O.styles=[...D.styles,k`.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}g.active{fill:inherit;stroke:none;pointer-events:auto}.active .reach{fill-opacity:0.06}svg{cursor:col-resize}`];function et([y,p]){return y<p?[y,p]:[p,y]}q("spindle-hours",O);function K(y,p){if(!p)return y;let t=new Map;for(let e of[...y.plays,...p.plays])t.has(e.id)||t.set(e.id,e);return{plays:[...t.values()].sort((e,s)=>s.id-e.id),before:p.before}}var wt=100,N,rt,C=class extends T{constructor(){super(...arguments);l(this,N)}willUpdate(t){(t.has("day")||t.has("room")||t.has("home"))&&a(this,N,rt).call(this)}render(){let{home:t,told:e}=this;return t?e?"code"in e?z(t,e,()=>{a(this,N,rt).call(this)}):e.not_counted.length?o`
      <p class="soft">${t.say("not_counted_text")}</p>
      <ul>
        ${e.not_counted.map(s=>o`
            <li>
              <time class="soft small number">${t.format.moment(Date.parse(s.at)/1e3)}</time>
              ${B(s.artist??s.title??"?",40,"square")}
              <span class="two">
                <b class="cut">${s.title??t.say("untitled")}</b>
                <span class="small soft cut">${[s.artist,s.room].filter(Boolean).join(" \xB7 ")}</span>
              </span>
              <span class="why small">${t.words.of("reason",s.reason)}</span>
            </li>
          `)}
      </ul>
    `:V("mdi:check-circle-outline",t.say("nothing_refused"),t.say("nothing_refused_text")):o`${I(6,56)}`:g}};N=new WeakSet,rt=async function(){let{day:t,room:e}=this,s={limit:wt,...t&&{day:t},...e&&{room:e}},r=await this.home?.act("get_not_counted",s).catch(d=>d);t===this.day&&e===this.room&&(this.told=r)},C.properties={...T.properties,day:{},room:{},told:{state:!0}},C.styles=[U,k`:host{display:block}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;width:130px}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:end}@container panel (max-width:600px){time{width:74px}.why{max-width:40%}}`];q("spindle-refusals",C);var pt=60,_,v,M,X,$,Y,E,i,x,R,W,ot,mt,at,ft,yt,bt,$t,gt,vt,dt,xt,j=class extends T{constructor(){super();l(this,i);l(this,_,"");l(this,v);l(this,M,!1);l(this,X,new L(this,()=>({type:"spindle/info"})));l(this,$,new L(this,()=>n(this,i,R)?void 0:{type:"spindle/recent",limit:pt,...n(this,i,ot)}));l(this,Y,new L(this,()=>{let{day:t}=n(this,i,x);if(!(!t||n(this,i,R)))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...n(this,i,W),day:t}}));l(this,E,new IntersectionObserver(([t])=>{t?.isIntersecting&&a(this,i,vt).call(this)},{rootMargin:"600px"}));this.query=new URLSearchParams}disconnectedCallback(){super.disconnectedCallback(),n(this,E).disconnect()}willUpdate(t){let e=n(this,$).value;if(e!==n(this,v)&&n(this,v)&&this.older&&(this.older=K(n(this,v),this.older)),w(this,v,e),!t.has("query"))return;let s=this.query.toString();s!==n(this,_)&&(w(this,_,s),this.older=w(this,v,void 0),this.chosen=void 0)}updated(){let t=this.renderRoot.querySelector(".end");n(this,E).disconnect(),t&&n(this,E).observe(t)}render(){let t=this.home;return t?o`
      <section class="card filters">${a(this,i,mt).call(this)}</section>
      ${a(this,i,yt).call(this)}
      <section class="card">${n(this,i,R)?o`<spindle-refusals .home=${t} .day=${n(this,i,x).day} .room=${n(this,i,x).room}></spindle-refusals>`:a(this,i,bt).call(this)}</section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:g}};_=new WeakMap,v=new WeakMap,M=new WeakMap,X=new WeakMap,$=new WeakMap,Y=new WeakMap,E=new WeakMap,i=new WeakSet,x=function(){let t=e=>this.query.get(e)??void 0;return{day:t("day"),room:t("room"),service:t("service"),start:t("start"),end:t("end")}},R=function(){return this.query.get("show")==="not_counted"},W=function(){let{room:t,service:e}=n(this,i,x);return{...t&&{room:t},...e&&{service:e}}},ot=function(){let{day:t,start:e,end:s}=n(this,i,x),r=e&&s?{start:Number(e),end:Number(s)}:t?{day:t}:{};return{...n(this,i,W),...r}},mt=function(){let t=this.home,{day:e,room:s,service:r,start:d}=n(this,i,x),h=n(this,X).value?.history,u={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0},m=f=>Z=>S({[f]:Z.target.value,start:void 0,end:void 0});return o`
      <div class="row">
        ${[void 0,"not_counted"].map(f=>o`<button class="chip" aria-pressed=${(f??null)===this.query.get("show")} @click=${()=>S({show:f,start:void 0,end:void 0})}>
            ${t.say(f?"not_counted":"counted_plays")}
          </button>`)}
      </div>
      <div class="row">
        <label><span class="unseen">${t.say("day")}</span><input type="date" .value=${e??""} max=${t.format.dayOf(Date.now()/1e3)} @change=${m("day")} /></label>
        ${a(this,i,at).call(this,"room",t.say("all_rooms"),h?.rooms??[],s,m("room"))}
        ${n(this,i,R)?g:a(this,i,at).call(this,"service",t.say("all_services"),h?.services.map(({id:f})=>({id:f,name:t.service(f)}))??[],r,m("service"))}
        ${e||s||r||d?o`<button class="chip" @click=${()=>S(u)}>${t.say("clear")}</button>`:g}
        ${t.isAdministrator&&!n(this,i,R)?a(this,i,ft).call(this):g}
      </div>
    `},at=function(t,e,s,r,d){return o`
      <select aria-label=${e} name=${t} @change=${d}>
        <option value="" ?selected=${!r}>${e}</option>
        ${s.map(h=>o`<option value=${h.id} ?selected=${h.id===r}>${h.name}</option>`)}
      </select>
    `},ft=function(){let t=this.home,{chosen:e}=this;return e?o`
      <button class="chip" @click=${()=>this.chosen=void 0}>${t.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!e.size} @click=${()=>a(this,i,dt).call(this,[...e])}>${t.say("delete_chosen",{plays:t.count("plays",e.size)})}</button>
    `:o`<button class="chip" @click=${()=>this.chosen=new Set}>${t.say("choose")}</button>`},yt=function(){let t=this.home,{day:e,start:s,end:r}=n(this,i,x),d=n(this,Y).value?.answers.series;if(!e||n(this,i,R)||!d)return g;let h=({detail:u})=>S({start:u?.start,end:u?.end});return o`
      <section class="card">
        <spindle-hours .home=${t} .heading=${t.say("hours")} .starts=${d.starts} .plays=${d.plays}
          .from=${s?Number(s):void 0} .until=${r?Number(r):void 0} @spindle-span=${h}></spindle-hours>
      </section>
    `},bt=function(){let t=this.home,{refusal:e}=n(this,$).answer,s=n(this,$).value;if(e&&!s)return z(t,e,()=>n(this,$).refresh());if(!s)return o`${I(10,56)}`;let{plays:r,before:d}=K(s,this.older);if(!r.length)return V("mdi:record-player",t.say("nothing_played"),t.say("another_filter"));let h=new Map;for(let u of r){let m=t.format.dayOf(u.played_at),c=h.get(m);c?c.push(u):h.set(m,[u])}return o`
      <div class=${n(this,$).isStale&&!n(this,$).answer.value?"old":""}>
        ${[...h].map(([u,m])=>o`
            <h2><a href=${A("history",{...n(this,i,W),day:u})}>${t.format.day(u)}</a></h2>
            <ul>${m.map(c=>a(this,i,$t).call(this,c))}</ul>
          `)}
      </div>
      ${d?o`<div class="end">${I(2,56)}</div>`:o`<p class="soft small last">${t.say("first_play")}</p>`}
    `},$t=function(t){let e=this.home,{chosen:s}=this,r=[t.station,t.room,e.service(t.service)].filter(Boolean).join(" \xB7 ");return o`
      <li>
        ${s?o`<input type="checkbox" aria-label=${`${t.artist}, ${t.title}`} .checked=${s.has(t.id)} @change=${()=>a(this,i,gt).call(this,t.id)} />`:o`<time class="soft small number">${e.format.time(t.played_at)}</time>`}
        ${B(t.album??t.artist,40,"square",t.cover)}
        <span class="two">
          <span class="line"><a class="cut title" href=${A("top",{kind:"tracks",open:t.track_id})}>${t.title}</a>${ht(e,t.lidarr)}</span>
          <span class="small soft cut">
            <a href=${A("top",{kind:"artists",open:t.artist_id})}>${t.artist}</a>${t.album?` \xB7 ${t.album}`:""}
          </span>
        </span>
        <span class="where small soft cut">${r}</span>
        ${e.isAdministrator&&!s?o`<button class="icon" title=${e.say("delete")} aria-label=${`${e.say("delete")}: ${t.artist}, ${t.title}`} @click=${()=>a(this,i,dt).call(this,[t.id])}>
              <ha-icon icon="mdi:delete-outline"></ha-icon>
            </button>`:g}
      </li>
    `},gt=function(t){let e=new Set(this.chosen);e.delete(t)||e.add(t),this.chosen=e},vt=async function(){let t=(this.older??n(this,$).value)?.before;if(!t||n(this,M))return;w(this,M,!0);let e=n(this,_);try{let s=await this.home.call({type:"spindle/recent",limit:pt,...n(this,i,ot),before:t});e===n(this,_)&&(this.older=this.older?K(this.older,s):s)}catch{}w(this,M,!1)},dt=async function(t){let e=this.home,s=await ut(e,"delete_scrobbles",{ids:t});this.question="yes"in s?s:{title:e.say("delete_title",{plays:e.count("plays",s.count)}),text:e.say("delete_text"),examples:Rt(s),yes:e.say("delete"),run:async()=>{await e.act("delete_scrobbles",{ids:t}),a(this,i,xt).call(this)}}},xt=function(){this.older=w(this,v,void 0),this.chosen=void 0,n(this,$).refresh()},j.properties={...T.properties,query:{attribute:!1},older:{state:!0},chosen:{state:!0},question:{state:!0}},j.styles=[U,k`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;min-width:58px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:end}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon:hover,li .icon:focus-visible{opacity:1}.last{text-align:center;padding:24px 0 8px}@container panel (max-width:600px){.where{display:none}li .icon{display:none}input[type="checkbox"]{margin:0 8px}}`];function Rt({examples:y}){return y.slice(0,5).map(({artist:p,title:t})=>`${p} \u2013 ${t}`)}q("spindle-history",j);export{j as History};
