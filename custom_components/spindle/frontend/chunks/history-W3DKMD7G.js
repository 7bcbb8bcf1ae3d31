import{b as ft}from"./chunk-VGKQWLS7.js";import{b as mt,c as z,d as A}from"./chunk-ZKFGCEKN.js";import{a as j,f as L,h as E,j as U,p as ut,u as pt,z as S}from"./chunk-MGXOCYN4.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as D,b as yt}from"./chunk-VVBZ2IWD.js";import{a as k,b as o,c as H,e as $,f as ct,g as tt,h as et,i as B,k as T}from"./chunk-ET3WA277.js";import{a as n,b as u,c as w,d as a}from"./chunk-YVDYIAWN.js";var V=3600,M=96,st=18,b,nt,G,F,Q,rt,ot,I=class extends D{constructor(){super();u(this,b);u(this,G,t=>{let e=a(this,b,ot).call(this,t);e!==void 0&&(this.brush=[e,e])});u(this,F,t=>{let e=a(this,b,ot).call(this,t);!this.brush||e===void 0||e===this.brush[1]||(t.currentTarget.setPointerCapture(t.pointerId),this.brush=[this.brush[0],e],this.active=e)});u(this,Q,()=>{let{brush:t}=this;this.brush=void 0,t&&t[0]!==t[1]&&a(this,b,rt).call(this,t)});this.starts=[],this.plays=[]}get count(){return this.starts.length}read(t){let e=this.home,[s,r]=this.brush?it(this.brush):[t,t],d=this.plays.slice(s,r+1).reduce((c,f)=>c+f,0);return e.say("hours_read",{from:e.format.time(this.starts[s]),until:e.format.time(this.starts[r]+V),plays:e.count("plays",d)})}summary(){let t=this.home;return this.from&&this.until?t.say("hours_chosen",{from:t.format.time(this.from),until:t.format.time(this.until)}):t.say("hours_summary")}pick(t,e){let[s,r]=a(this,b,nt).call(this);a(this,b,rt).call(this,e&&s!==void 0?[Math.min(s,t),Math.max(r,t)]:[t,t])}plot(){let t=ft(this.plays)||1,e=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,r=(p,h=0)=>s?this.width-p-h:p,[d,c]=this.brush?it(this.brush):a(this,b,nt).call(this),f=e<30?6:3;return o`
      <svg viewBox="0 0 ${this.width} ${M}" style="height:${M}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${n(this,G)} @pointermove=${n(this,F)} @pointerup=${n(this,Q)} @pointercancel=${()=>this.brush=void 0}>
        ${this.starts.map((p,h)=>{let l=(this.plays[h]??0)/t*(M-st-4),Z=d===void 0||h>=d&&h<=c;return H`
            <g data-mark=${h} class=${yt(h===this.active)} style=${Z?"":"opacity:.3"}>
              <rect class="reach" x=${r(h*e,e)} y="0" width=${e} height=${M-st}></rect>
              <rect class="bar" x=${r(h*e+1.5,e-3)} y=${M-st-Math.max(2,l)} width=${e-3} height=${Math.max(2,l)} rx="3"
                style=${l?"":"fill:var(--ink);fill-opacity:.1"}></rect>
            </g>
            ${h%f===0?H`<text x=${r(h*e+2)} y=${M-2} text-anchor=${s?"end":"start"}>${this.home.format.time(this.starts[h])}</text>`:""}`})}
      </svg>
    `}table(){let t=this.home;return{head:[t.say("hour"),t.say("plays")],rows:this.starts.map((e,s)=>[t.format.time(e),t.format.number(this.plays[s]??0)])}}};b=new WeakSet,nt=function(){if(!this.from||!this.until)return[void 0,void 0];let t=this.starts.findIndex(e=>e+V>=this.until);return[this.starts.findIndex(e=>e+V>this.from),t<0?this.count-1:t]},G=new WeakMap,F=new WeakMap,Q=new WeakMap,rt=function(t){let[e,s]=it(t),r={start:this.starts[e],end:this.starts[s]+V};this.tell("spindle-span",r.start===this.from&&r.end===this.until?void 0:r)},ot=function({clientX:t,currentTarget:e}){let{left:s,width:r}=e.getBoundingClientRect(),d=(t-s)/r,c=Math.floor((this.home.isRightToLeft?1-d:d)*this.count);return this.count?Math.max(0,Math.min(this.count-1,c)):void 0},I.properties={...D.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}},I.styles=[...D.styles,k`.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}g.active{fill:inherit;stroke:none;pointer-events:auto}.active .reach{fill-opacity:0.06}.plot svg{cursor:col-resize}`];function it([y,m]){return y<m?[y,m]:[m,y]}T("spindle-hours",I);function W(y,m){if(!m)return y;let t=new Map;for(let e of[...y.plays,...m.plays])t.has(e.id)||t.set(e.id,e);return{plays:[...t.values()].sort((e,s)=>s.id-e.id),before:m.before}}var Mt=100,C,at,O=class extends tt{constructor(){super(...arguments);u(this,C)}willUpdate(t){(t.has("day")||t.has("room")||t.has("home"))&&a(this,C,at).call(this)}render(){let{home:t,told:e}=this;return t?e?"code"in e?A(t,e,()=>{a(this,C,at).call(this)}):e.not_counted.length?o`
      <p class="soft">${t.say("not_counted_text")}</p>
      <ul>
        ${e.not_counted.map(s=>o`
            <li>
              <time class="soft small number">${t.format.moment(Date.parse(s.at)/1e3)}</time>
              ${U(s.artist??s.title??"?",40,"square")}
              <span class="two">
                <b class="cut">${s.title??t.say("untitled")}</b>
                <span class="small soft cut">${[s.artist,s.room].filter(Boolean).join(" \xB7 ")}</span>
              </span>
              <span class="why small">${t.words.of("reason",s.reason)}</span>
            </li>
          `)}
      </ul>
    `:z("mdi:check-circle-outline",t.say("nothing_refused"),t.say("nothing_refused_text")):o`${S(6,56)}`:$}};C=new WeakSet,at=async function(){let{day:t,room:e}=this,s={limit:Mt,...t&&{day:t},...e&&{room:e}},r=await this.home?.act("get_not_counted",s).catch(d=>d);t===this.day&&e===this.room&&(this.told=r)},O.properties={...tt.properties,day:{},room:{},told:{state:!0}},O.styles=[B,k`:host{display:block}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;width:130px}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:end}@container panel (max-width:600px){time{width:74px}.why{max-width:40%}}`];T("spindle-refusals",O);var gt=60,Pt=o`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 6.5h14M9.5 6.5v-2h5v2M7 6.5l1 13h8l1-13M10.5 10v6M13.5 10v6"></path></svg>`,_,v,P,K,X,g,Y,q,i,x,R,J,dt,$t,ht,vt,xt,wt,Rt,_t,kt,lt,Tt,N=class extends et{constructor(){super();u(this,i);u(this,_,"");u(this,v);u(this,P,!1);u(this,K,new ct(this,5,5));u(this,X,new j(this,()=>({type:"spindle/info"})));u(this,g,new j(this,()=>n(this,i,R)?void 0:{type:"spindle/recent",limit:gt,...n(this,i,dt)}));u(this,Y,new j(this,()=>{let{day:t}=n(this,i,x);if(!(!t||n(this,i,R)))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...n(this,i,J),day:t}}));u(this,q,new IntersectionObserver(([t])=>{t?.isIntersecting&&a(this,i,kt).call(this)},{rootMargin:"600px"}));this.query=new URLSearchParams}disconnectedCallback(){super.disconnectedCallback(),n(this,q).disconnect()}willUpdate(t){let e=n(this,g).value;if(e!==n(this,v)&&n(this,v)&&this.older&&(this.older=W(n(this,v),this.older)),w(this,v,e),!t.has("query"))return;let s=this.query.toString();s!==n(this,_)&&(w(this,_,s),this.older=w(this,v,void 0),this.chosen=void 0)}updated(){let t=this.renderRoot.querySelector(".end");n(this,q).disconnect(),t&&n(this,q).observe(t)}render(){let t=this.home;return t?o`
      <section class="card filters">${a(this,i,$t).call(this)}</section>
      ${a(this,i,xt).call(this)}
      <section class="card">${n(this,i,R)?o`<spindle-refusals .home=${t} .day=${n(this,i,x).day} .room=${n(this,i,x).room}></spindle-refusals>`:a(this,i,wt).call(this)}</section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:$}};_=new WeakMap,v=new WeakMap,P=new WeakMap,K=new WeakMap,X=new WeakMap,g=new WeakMap,Y=new WeakMap,q=new WeakMap,i=new WeakSet,x=function(){let t=e=>this.query.get(e)??void 0;return{day:t("day"),room:t("room"),service:t("service"),start:t("start"),end:t("end")}},R=function(){return this.query.get("show")==="not_counted"},J=function(){let{room:t,service:e}=n(this,i,x);return{...t&&{room:t},...e&&{service:e}}},dt=function(){let{day:t,start:e,end:s}=n(this,i,x),r=e&&s?{start:Number(e),end:Number(s)}:t?{day:t}:{};return{...n(this,i,J),...r}},$t=function(){let t=this.home,{day:e,room:s,service:r,start:d}=n(this,i,x),c=n(this,X).value?.history,f={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0},p=l=>Z=>E({[l]:Z.target.value,start:void 0,end:void 0});return o`
      <div class="row">
        ${[void 0,"not_counted"].map(l=>o`<button class="chip" aria-pressed=${(l??null)===this.query.get("show")} @click=${()=>E({show:l,start:void 0,end:void 0})}>
            ${t.say(l?"not_counted":"counted_plays")}
          </button>`)}
      </div>
      <div class="row">
        <label><span class="unseen">${t.say("day")}</span><input type="date" .value=${e??""} max=${t.format.dayOf(Date.now()/1e3)} @change=${p("day")} /></label>
        ${a(this,i,ht).call(this,"room",t.say("all_rooms"),c?.rooms??[],s,p("room"))}
        ${n(this,i,R)?$:a(this,i,ht).call(this,"service",t.say("all_services"),c?.services.map(({id:l})=>({id:l,name:t.service(l)}))??[],r,p("service"))}
        ${e||s||r||d?o`<button class="chip" @click=${()=>E(f)}>${t.say("clear")}</button>`:$}
        ${t.isAdministrator&&!n(this,i,R)?a(this,i,vt).call(this):$}
      </div>
    `},ht=function(t,e,s,r,d){return o`
      <select aria-label=${e} name=${t} @change=${d}>
        <option value="" ?selected=${!r}>${e}</option>
        ${s.map(c=>o`<option value=${c.id} ?selected=${c.id===r}>${c.name}</option>`)}
      </select>
    `},vt=function(){let t=this.home,{chosen:e}=this;return e?o`
      <button class="chip" @click=${()=>this.chosen=void 0}>${t.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!e.size} @click=${()=>a(this,i,lt).call(this,[...e])}>${t.say("delete_chosen",{plays:t.count("plays",e.size)})}</button>
    `:o`<button class="chip" @click=${()=>this.chosen=new Set}>${t.say("choose")}</button>`},xt=function(){let t=this.home,{day:e,start:s,end:r}=n(this,i,x),d=n(this,Y).value?.answers.series;if(!e||n(this,i,R)||!d)return $;let c=({detail:f})=>E({start:f?.start,end:f?.end});return o`
      <section class="card">
        <spindle-hours .home=${t} .heading=${t.say("hours")} .starts=${d.starts} .plays=${d.plays}
          .from=${s?Number(s):void 0} .until=${r?Number(r):void 0} @spindle-span=${c}></spindle-hours>
      </section>
    `},wt=function(){let t=this.home,{refusal:e}=n(this,g).answer,s=n(this,g).value;if(e&&!s)return A(t,e,()=>n(this,g).refresh());if(!s)return o`${S(10,56)}`;let{plays:r,before:d}=W(s,this.older);if(!r.length)return z("mdi:record-player",t.say("nothing_played"),t.say("another_filter"));let c=n(this,K).upTo(r.length),f=new Map;for(let p of r.slice(0,c)){let h=t.format.dayOf(p.played_at),l=f.get(h);l?l.push(p):f.set(h,[p])}return o`
      <div class=${n(this,g).isStale&&!n(this,g).answer.value?"old":""}>
        ${[...f].map(([p,h])=>o`
            <h2><a href=${L("history",{...n(this,i,J),day:p})}>${t.format.day(p)}</a></h2>
            <ul>${h.map(l=>pt([l,t,this.chosen],()=>a(this,i,Rt).call(this,l)))}</ul>
          `)}
      </div>
      ${c<r.length?$:d?o`<div class="end">${S(2,56)}</div>`:o`<p class="soft small last">${t.say("first_play")}</p>`}
    `},Rt=function(t){let e=this.home,{chosen:s}=this,r=[t.station,t.room,e.service(t.service)].filter(Boolean).join(" \xB7 ");return o`
      <li>
        ${s?o`<input type="checkbox" aria-label=${`${t.artist}, ${t.title}`} .checked=${s.has(t.id)} @change=${()=>a(this,i,_t).call(this,t.id)} />`:o`<time class="soft small number">${e.format.time(t.played_at)}</time>`}
        ${U(t.album??t.artist,40,"square",t.cover)}
        <span class="two">
          <span class="line"><a class="cut title" href=${L("top",{kind:"tracks",open:t.track_id})}>${t.title}</a>${ut(e,t.lidarr)}</span>
          <span class="small soft cut">
            <a href=${L("top",{kind:"artists",open:t.artist_id})}>${t.artist}</a>${t.album?` \xB7 ${t.album}`:""}
          </span>
        </span>
        <span class="where small soft cut">${r}</span>
        ${e.isAdministrator&&!s?o`<button class="icon" title=${e.say("delete")} aria-label=${`${e.say("delete")}: ${t.artist}, ${t.title}`} @click=${()=>a(this,i,lt).call(this,[t.id])}>
              ${Pt}
            </button>`:$}
      </li>
    `},_t=function(t){let e=new Set(this.chosen);e.delete(t)||e.add(t),this.chosen=e},kt=async function(){let t=(this.older??n(this,g).value)?.before;if(!t||n(this,P))return;w(this,P,!0);let e=n(this,_);try{let s=await this.home.call({type:"spindle/recent",limit:gt,...n(this,i,dt),before:t});e===n(this,_)&&(this.older=this.older?W(this.older,s):s)}catch{}w(this,P,!1)},lt=async function(t){let e=this.home,s=await mt(e,"delete_scrobbles",{ids:t});this.question="yes"in s?s:{title:e.say("delete_title",{plays:e.count("plays",s.count)}),text:e.say("delete_text"),examples:qt(s),yes:e.say("delete"),run:async()=>{await e.act("delete_scrobbles",{ids:t}),a(this,i,Tt).call(this)}}},Tt=function(){this.older=w(this,v,void 0),this.chosen=void 0,n(this,g).refresh()},N.properties={...et.properties,query:{attribute:!1},older:{state:!0},chosen:{state:!0},question:{state:!0}},N.styles=[B,k`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0;content-visibility:auto;contain-intrinsic-size:auto 56px}li :focus-visible{outline-offset:-2px}time{flex:none;min-width:58px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:end}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linejoin:round}li .icon:hover,li .icon:focus-visible{opacity:1}.last{text-align:center;padding:24px 0 8px}@container panel (max-width:600px){.where{display:none}li .icon{display:none}input[type="checkbox"]{margin:0 8px}}`];function qt({examples:y}){return y.slice(0,5).map(({artist:m,title:t})=>`${m} \u2013 ${t}`)}T("spindle-history",N);export{N as History};
