import{a as pt,d as ft,e as D,f as V}from"./chunk-LJHE7YE5.js";import{a as j,f as L,h as E,j as U,p as ut,z as I}from"./chunk-7J6RUBAU.js";import"./chunk-QBKVQDHL.js";import"./chunk-737R3RNH.js";import"./chunk-OGYZFBDN.js";import"./chunk-TQN3W2UG.js";import{a as A,b as mt}from"./chunk-2BSTTC4M.js";import{a as k,b as o,c as H,e as g,f as ct,g as tt,h as et,i as B,k as T}from"./chunk-CVSVPKDQ.js";import{a as n,b as u,c as w,d as a}from"./chunk-YVDYIAWN.js";var z=3600,P=96,st=18,b,nt,G,F,Q,rt,ot,S=class extends A{constructor(){super();u(this,b);u(this,G,t=>{let e=a(this,b,ot).call(this,t);e!==void 0&&(this.brush=[e,e])});u(this,F,t=>{let e=a(this,b,ot).call(this,t);!this.brush||e===void 0||e===this.brush[1]||(t.currentTarget.setPointerCapture(t.pointerId),this.brush=[this.brush[0],e],this.active=e)});u(this,Q,()=>{let{brush:t}=this;this.brush=void 0,t&&t[0]!==t[1]&&a(this,b,rt).call(this,t)});this.starts=[],this.plays=[]}get count(){return this.starts.length}read(t){let e=this.home,[s,r]=this.brush?it(this.brush):[t,t],d=this.plays.slice(s,r+1).reduce((l,f)=>l+f,0);return e.say("hours_read",{from:e.format.time(this.starts[s]),until:e.format.time(this.starts[r]+z),plays:e.count("plays",d)})}summary(){let t=this.home;return this.from&&this.until?t.say("hours_chosen",{from:t.format.time(this.from),until:t.format.time(this.until)}):t.say("hours_summary")}pick(t,e){let[s,r]=a(this,b,nt).call(this);a(this,b,rt).call(this,e&&s!==void 0?[Math.min(s,t),Math.max(r,t)]:[t,t])}plot(){let t=pt(this.plays)||1,e=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,r=(p,h=0)=>s?this.width-p-h:p,[d,l]=this.brush?it(this.brush):a(this,b,nt).call(this),f=e<30?6:3;return o`
      <svg viewBox="0 0 ${this.width} ${P}" style="height:${P}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${n(this,G)} @pointermove=${n(this,F)} @pointerup=${n(this,Q)} @pointercancel=${()=>this.brush=void 0}>
        ${this.starts.map((p,h)=>{let c=(this.plays[h]??0)/t*(P-st-4),Z=d===void 0||h>=d&&h<=l;return H`
            <g data-mark=${h} class=${mt(h===this.active)} style=${Z?"":"opacity:.3"}>
              <rect class="reach" x=${r(h*e,e)} y="0" width=${e} height=${P-st}></rect>
              <rect class="bar" x=${r(h*e+1.5,e-3)} y=${P-st-Math.max(2,c)} width=${e-3} height=${Math.max(2,c)} rx="3"
                style=${c?"":"fill:var(--ink);fill-opacity:.1"}></rect>
            </g>
            ${h%f===0?H`<text x=${r(h*e+2)} y=${P-2} text-anchor=${s?"end":"start"}>${this.home.format.time(this.starts[h])}</text>`:""}`})}
      </svg>
    `}table(){let t=this.home;return{head:[t.say("hour"),t.say("plays")],rows:this.starts.map((e,s)=>[t.format.time(e),t.format.number(this.plays[s]??0)])}}};b=new WeakSet,nt=function(){if(!this.from||!this.until)return[void 0,void 0];let t=this.starts.findIndex(e=>e+z>=this.until);return[this.starts.findIndex(e=>e+z>this.from),t<0?this.count-1:t]},G=new WeakMap,F=new WeakMap,Q=new WeakMap,rt=function(t){let[e,s]=it(t),r={start:this.starts[e],end:this.starts[s]+z};this.tell("spindle-span",r.start===this.from&&r.end===this.until?void 0:r)},ot=function({clientX:t,currentTarget:e}){let{left:s,width:r}=e.getBoundingClientRect(),d=(t-s)/r,l=Math.floor((this.home.isRightToLeft?1-d:d)*this.count);return this.count?Math.max(0,Math.min(this.count-1,l)):void 0},S.properties={...A.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}},S.styles=[...A.styles,k`.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}g.active{fill:inherit;stroke:none;pointer-events:auto}.active .reach{fill-opacity:0.06}svg{cursor:col-resize}`];function it([y,m]){return y<m?[y,m]:[m,y]}T("spindle-hours",S);function J(y,m){if(!m)return y;let t=new Map;for(let e of[...y.plays,...m.plays])t.has(e.id)||t.set(e.id,e);return{plays:[...t.values()].sort((e,s)=>s.id-e.id),before:m.before}}var kt=100,O,at,C=class extends tt{constructor(){super(...arguments);u(this,O)}willUpdate(t){(t.has("day")||t.has("room")||t.has("home"))&&a(this,O,at).call(this)}render(){let{home:t,told:e}=this;return t?e?"code"in e?V(t,e,()=>{a(this,O,at).call(this)}):e.not_counted.length?o`
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
    `:D("mdi:check-circle-outline",t.say("nothing_refused"),t.say("nothing_refused_text")):o`${I(6,56)}`:g}};O=new WeakSet,at=async function(){let{day:t,room:e}=this,s={limit:kt,...t&&{day:t},...e&&{room:e}},r=await this.home?.act("get_not_counted",s).catch(d=>d);t===this.day&&e===this.room&&(this.told=r)},C.properties={...tt.properties,day:{},room:{},told:{state:!0}},C.styles=[B,k`:host{display:block}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;width:130px}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:end}@container panel (max-width:600px){time{width:74px}.why{max-width:40%}}`];T("spindle-refusals",C);var yt=60,Tt=o`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 6.5h14M9.5 6.5v-2h5v2M7 6.5l1 13h8l1-13M10.5 10v6M13.5 10v6"></path></svg>`,_,v,q,W,X,$,Y,M,i,x,R,K,dt,bt,ht,$t,gt,vt,xt,wt,Rt,lt,_t,N=class extends et{constructor(){super();u(this,i);u(this,_,"");u(this,v);u(this,q,!1);u(this,W,new ct(this,12,12));u(this,X,new j(this,()=>({type:"spindle/info"})));u(this,$,new j(this,()=>n(this,i,R)?void 0:{type:"spindle/recent",limit:yt,...n(this,i,dt)}));u(this,Y,new j(this,()=>{let{day:t}=n(this,i,x);if(!(!t||n(this,i,R)))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...n(this,i,K),day:t}}));u(this,M,new IntersectionObserver(([t])=>{t?.isIntersecting&&a(this,i,Rt).call(this)},{rootMargin:"600px"}));this.query=new URLSearchParams}disconnectedCallback(){super.disconnectedCallback(),n(this,M).disconnect()}willUpdate(t){let e=n(this,$).value;if(e!==n(this,v)&&n(this,v)&&this.older&&(this.older=J(n(this,v),this.older)),w(this,v,e),!t.has("query"))return;let s=this.query.toString();s!==n(this,_)&&(w(this,_,s),this.older=w(this,v,void 0),this.chosen=void 0)}updated(){let t=this.renderRoot.querySelector(".end");n(this,M).disconnect(),t&&n(this,M).observe(t)}render(){let t=this.home;return t?o`
      <section class="card filters">${a(this,i,bt).call(this)}</section>
      ${a(this,i,gt).call(this)}
      <section class="card">${n(this,i,R)?o`<spindle-refusals .home=${t} .day=${n(this,i,x).day} .room=${n(this,i,x).room}></spindle-refusals>`:a(this,i,vt).call(this)}</section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:g}};_=new WeakMap,v=new WeakMap,q=new WeakMap,W=new WeakMap,X=new WeakMap,$=new WeakMap,Y=new WeakMap,M=new WeakMap,i=new WeakSet,x=function(){let t=e=>this.query.get(e)??void 0;return{day:t("day"),room:t("room"),service:t("service"),start:t("start"),end:t("end")}},R=function(){return this.query.get("show")==="not_counted"},K=function(){let{room:t,service:e}=n(this,i,x);return{...t&&{room:t},...e&&{service:e}}},dt=function(){let{day:t,start:e,end:s}=n(this,i,x),r=e&&s?{start:Number(e),end:Number(s)}:t?{day:t}:{};return{...n(this,i,K),...r}},bt=function(){let t=this.home,{day:e,room:s,service:r,start:d}=n(this,i,x),l=n(this,X).value?.history,f={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0},p=c=>Z=>E({[c]:Z.target.value,start:void 0,end:void 0});return o`
      <div class="row">
        ${[void 0,"not_counted"].map(c=>o`<button class="chip" aria-pressed=${(c??null)===this.query.get("show")} @click=${()=>E({show:c,start:void 0,end:void 0})}>
            ${t.say(c?"not_counted":"counted_plays")}
          </button>`)}
      </div>
      <div class="row">
        <label><span class="unseen">${t.say("day")}</span><input type="date" .value=${e??""} max=${t.format.dayOf(Date.now()/1e3)} @change=${p("day")} /></label>
        ${a(this,i,ht).call(this,"room",t.say("all_rooms"),l?.rooms??[],s,p("room"))}
        ${n(this,i,R)?g:a(this,i,ht).call(this,"service",t.say("all_services"),l?.services.map(({id:c})=>({id:c,name:t.service(c)}))??[],r,p("service"))}
        ${e||s||r||d?o`<button class="chip" @click=${()=>E(f)}>${t.say("clear")}</button>`:g}
        ${t.isAdministrator&&!n(this,i,R)?a(this,i,$t).call(this):g}
      </div>
    `},ht=function(t,e,s,r,d){return o`
      <select aria-label=${e} name=${t} @change=${d}>
        <option value="" ?selected=${!r}>${e}</option>
        ${s.map(l=>o`<option value=${l.id} ?selected=${l.id===r}>${l.name}</option>`)}
      </select>
    `},$t=function(){let t=this.home,{chosen:e}=this;return e?o`
      <button class="chip" @click=${()=>this.chosen=void 0}>${t.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!e.size} @click=${()=>a(this,i,lt).call(this,[...e])}>${t.say("delete_chosen",{plays:t.count("plays",e.size)})}</button>
    `:o`<button class="chip" @click=${()=>this.chosen=new Set}>${t.say("choose")}</button>`},gt=function(){let t=this.home,{day:e,start:s,end:r}=n(this,i,x),d=n(this,Y).value?.answers.series;if(!e||n(this,i,R)||!d)return g;let l=({detail:f})=>E({start:f?.start,end:f?.end});return o`
      <section class="card">
        <spindle-hours .home=${t} .heading=${t.say("hours")} .starts=${d.starts} .plays=${d.plays}
          .from=${s?Number(s):void 0} .until=${r?Number(r):void 0} @spindle-span=${l}></spindle-hours>
      </section>
    `},vt=function(){let t=this.home,{refusal:e}=n(this,$).answer,s=n(this,$).value;if(e&&!s)return V(t,e,()=>n(this,$).refresh());if(!s)return o`${I(10,56)}`;let{plays:r,before:d}=J(s,this.older);if(!r.length)return D("mdi:record-player",t.say("nothing_played"),t.say("another_filter"));let l=n(this,W).upTo(r.length),f=new Map;for(let p of r.slice(0,l)){let h=t.format.dayOf(p.played_at),c=f.get(h);c?c.push(p):f.set(h,[p])}return o`
      <div class=${n(this,$).isStale&&!n(this,$).answer.value?"old":""}>
        ${[...f].map(([p,h])=>o`
            <h2><a href=${L("history",{...n(this,i,K),day:p})}>${t.format.day(p)}</a></h2>
            <ul>${h.map(c=>a(this,i,xt).call(this,c))}</ul>
          `)}
      </div>
      ${l<r.length?g:d?o`<div class="end">${I(2,56)}</div>`:o`<p class="soft small last">${t.say("first_play")}</p>`}
    `},xt=function(t){let e=this.home,{chosen:s}=this,r=[t.station,t.room,e.service(t.service)].filter(Boolean).join(" \xB7 ");return o`
      <li>
        ${s?o`<input type="checkbox" aria-label=${`${t.artist}, ${t.title}`} .checked=${s.has(t.id)} @change=${()=>a(this,i,wt).call(this,t.id)} />`:o`<time class="soft small number">${e.format.time(t.played_at)}</time>`}
        ${U(t.album??t.artist,40,"square",t.cover)}
        <span class="two">
          <span class="line"><a class="cut title" href=${L("top",{kind:"tracks",open:t.track_id})}>${t.title}</a>${ut(e,t.lidarr)}</span>
          <span class="small soft cut">
            <a href=${L("top",{kind:"artists",open:t.artist_id})}>${t.artist}</a>${t.album?` \xB7 ${t.album}`:""}
          </span>
        </span>
        <span class="where small soft cut">${r}</span>
        ${e.isAdministrator&&!s?o`<button class="icon" title=${e.say("delete")} aria-label=${`${e.say("delete")}: ${t.artist}, ${t.title}`} @click=${()=>a(this,i,lt).call(this,[t.id])}>
              ${Tt}
            </button>`:g}
      </li>
    `},wt=function(t){let e=new Set(this.chosen);e.delete(t)||e.add(t),this.chosen=e},Rt=async function(){let t=(this.older??n(this,$).value)?.before;if(!t||n(this,q))return;w(this,q,!0);let e=n(this,_);try{let s=await this.home.call({type:"spindle/recent",limit:yt,...n(this,i,dt),before:t});e===n(this,_)&&(this.older=this.older?J(this.older,s):s)}catch{}w(this,q,!1)},lt=async function(t){let e=this.home,s=await ft(e,"delete_scrobbles",{ids:t});this.question="yes"in s?s:{title:e.say("delete_title",{plays:e.count("plays",s.count)}),text:e.say("delete_text"),examples:Pt(s),yes:e.say("delete"),run:async()=>{await e.act("delete_scrobbles",{ids:t}),a(this,i,_t).call(this)}}},_t=function(){this.older=w(this,v,void 0),this.chosen=void 0,n(this,$).refresh()},N.properties={...et.properties,query:{attribute:!1},older:{state:!0},chosen:{state:!0},question:{state:!0}},N.styles=[B,k`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;min-width:58px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:end}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linejoin:round}li .icon:hover,li .icon:focus-visible{opacity:1}.last{text-align:center;padding:24px 0 8px}@container panel (max-width:600px){.where{display:none}li .icon{display:none}input[type="checkbox"]{margin:0 8px}}`];function Pt({examples:y}){return y.slice(0,5).map(({artist:m,title:t})=>`${m} \u2013 ${t}`)}T("spindle-history",N);export{N as History};
