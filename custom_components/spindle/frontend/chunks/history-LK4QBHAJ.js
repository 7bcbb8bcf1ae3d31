import{a as ot,d as ht,e as J,f as K}from"./chunk-X5LNBPOP.js";import{a as E,f as I,h as T,j as V,o as rt,w as C}from"./chunk-KGL72ZT3.js";import"./chunk-QBKVQDHL.js";import"./chunk-537R5IHD.js";import"./chunk-OGYZFBDN.js";import"./chunk-FIZEGI7T.js";import{a as N,b as at}from"./chunk-HI6XQMCC.js";import{a as S,b as o,c as G,d as x,e as Q,f as nt,g as O}from"./chunk-SPT7YQUB.js";import{a as n,b as u,c as M,d as a}from"./chunk-YVDYIAWN.js";var L=3600,R=96,W=18,f,Y,A,U,B,Z,H,q=class extends N{constructor(){super();u(this,f);u(this,A,t=>{let e=a(this,f,H).call(this,t);e!==void 0&&(this.brush=[e,e])});u(this,U,t=>{let e=a(this,f,H).call(this,t);!this.brush||e===void 0||e===this.brush[1]||(t.currentTarget.setPointerCapture(t.pointerId),this.brush=[this.brush[0],e],this.active=e)});u(this,B,()=>{let{brush:t}=this;this.brush=void 0,t&&t[0]!==t[1]&&a(this,f,Z).call(this,t)});this.starts=[],this.plays=[]}get count(){return this.starts.length}read(t){let e=this.home,[s,r]=this.brush?X(this.brush):[t,t],h=this.plays.slice(s,r+1).reduce((d,l)=>d+l,0);return e.say("hours_read",{from:e.format.time(this.starts[s]),until:e.format.time(this.starts[r]+L),plays:e.count("plays",h)})}summary(){let t=this.home;return this.from&&this.until?t.say("hours_chosen",{from:t.format.time(this.from),until:t.format.time(this.until)}):t.say("hours_summary")}pick(t,e){let[s,r]=a(this,f,Y).call(this);a(this,f,Z).call(this,e&&s!==void 0?[Math.min(s,t),Math.max(r,t)]:[t,t])}plot(){let t=ot(this.plays)||1,e=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,r=(m,c=0)=>s?this.width-m-c:m,[h,d]=this.brush?X(this.brush):a(this,f,Y).call(this),l=e<30?6:3;return o`
      <svg viewBox="0 0 ${this.width} ${R}" style="height:${R}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${n(this,A)} @pointermove=${n(this,U)} @pointerup=${n(this,B)} @pointercancel=${()=>this.brush=void 0}>
        ${this.starts.map((m,c)=>{let p=(this.plays[c]??0)/t*(R-W-4),F=h===void 0||c>=h&&c<=d;return G`
            <g data-mark=${c} class=${at(c===this.active)} style=${F?"":"opacity:.3"}>
              <rect class="reach" x=${r(c*e,e)} y="0" width=${e} height=${R-W}></rect>
              <rect class="bar" x=${r(c*e+1.5,e-3)} y=${R-W-Math.max(2,p)} width=${e-3} height=${Math.max(2,p)} rx="3"
                style=${p?"":"fill:var(--ink);fill-opacity:.1"}></rect>
            </g>
            ${c%l===0?G`<text x=${r(c*e+2)} y=${R-2} text-anchor=${s?"end":"start"}>${this.home.format.time(this.starts[c])}</text>`:""}`})}
      </svg>
    `}table(){let t=this.home;return{head:[t.say("hour"),t.say("plays")],rows:this.starts.map((e,s)=>[t.format.time(e),t.format.number(this.plays[s]??0)])}}};f=new WeakSet,Y=function(){if(!this.from||!this.until)return[void 0,void 0];let t=this.starts.findIndex(e=>e+L>=this.until);return[this.starts.findIndex(e=>e+L>this.from),t<0?this.count-1:t]},A=new WeakMap,U=new WeakMap,B=new WeakMap,Z=function(t){let[e,s]=X(t),r={start:this.starts[e],end:this.starts[s]+L};this.tell("spindle-span",r.start===this.from&&r.end===this.until?void 0:r)},H=function({clientX:t,currentTarget:e}){let{left:s,width:r}=e.getBoundingClientRect(),h=(t-s)/r,d=Math.floor((this.home.isRightToLeft?1-h:h)*this.count);return this.count?Math.max(0,Math.min(this.count-1,d)):void 0},q.properties={...N.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}},q.styles=[...N.styles,S`.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}g.active{fill:inherit;stroke:none;pointer-events:auto}.active .reach{fill-opacity:0.06}svg{cursor:col-resize}`];function X([g,v]){return g<v?[g,v]:[v,g]}O("spindle-hours",q);var dt=60,gt=100,$,_,j,y,z,k,i,w,b,D,tt,ct,et,lt,ut,mt,pt,ft,yt,$t,st,it,bt,P=class extends Q{constructor(){super();u(this,i);u(this,$,"");u(this,_,!1);u(this,j,new E(this,()=>({type:"spindle/info"})));u(this,y,new E(this,()=>n(this,i,b)?void 0:{type:"spindle/recent",limit:dt,...n(this,i,tt)}));u(this,z,new E(this,()=>{let{day:t}=n(this,i,w);if(!(!t||n(this,i,b)))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...n(this,i,D),day:t}}));u(this,k,new IntersectionObserver(([t])=>{t?.isIntersecting&&a(this,i,$t).call(this)},{rootMargin:"600px"}));this.query=new URLSearchParams,this.older=[]}disconnectedCallback(){super.disconnectedCallback(),n(this,k).disconnect()}willUpdate(t){if(!t.has("query"))return;let e=this.query.toString();e!==n(this,$)&&(M(this,$,e),this.older=[],this.chosen=void 0,this.refusals=void 0,n(this,i,b)&&a(this,i,st).call(this))}updated(){let t=this.renderRoot.querySelector(".end");n(this,k).disconnect(),t&&n(this,k).observe(t)}render(){let t=this.home;return t?o`
      <section class="card filters">${a(this,i,ct).call(this)}</section>
      ${a(this,i,ut).call(this)}
      <section class="card">${n(this,i,b)?a(this,i,ft).call(this):a(this,i,mt).call(this)}</section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:x}};$=new WeakMap,_=new WeakMap,j=new WeakMap,y=new WeakMap,z=new WeakMap,k=new WeakMap,i=new WeakSet,w=function(){let t=e=>this.query.get(e)??void 0;return{day:t("day"),room:t("room"),service:t("service"),start:t("start"),end:t("end")}},b=function(){return this.query.get("show")==="not_counted"},D=function(){let{room:t,service:e}=n(this,i,w);return{...t&&{room:t},...e&&{service:e}}},tt=function(){let{day:t,start:e,end:s}=n(this,i,w),r=e&&s?{start:Number(e),end:Number(s)}:t?{day:t}:{};return{...n(this,i,D),...r}},ct=function(){let t=this.home,{day:e,room:s,service:r,start:h}=n(this,i,w),d=n(this,j).value?.history,l={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0},m=p=>F=>T({[p]:F.target.value,start:void 0,end:void 0});return o`
      <div class="row">
        ${[void 0,"not_counted"].map(p=>o`<button class="chip" aria-pressed=${(p??null)===this.query.get("show")} @click=${()=>T({show:p,start:void 0,end:void 0})}>
            ${t.say(p?"not_counted":"counted_plays")}
          </button>`)}
      </div>
      <div class="row">
        <label><span class="unseen">${t.say("day")}</span><input type="date" .value=${e??""} max=${t.format.dayOf(Date.now()/1e3)} @change=${m("day")} /></label>
        ${a(this,i,et).call(this,"room",t.say("all_rooms"),d?.rooms??[],s,m("room"))}
        ${n(this,i,b)?x:a(this,i,et).call(this,"service",t.say("all_services"),d?.services.map(({id:p})=>({id:p,name:t.service(p)}))??[],r,m("service"))}
        ${e||s||r||h?o`<button class="chip" @click=${()=>T(l)}>${t.say("clear")}</button>`:x}
        ${t.isAdministrator&&!n(this,i,b)?a(this,i,lt).call(this):x}
      </div>
    `},et=function(t,e,s,r,h){return o`
      <select aria-label=${e} name=${t} @change=${h}>
        <option value="" ?selected=${!r}>${e}</option>
        ${s.map(d=>o`<option value=${d.id} ?selected=${d.id===r}>${d.name}</option>`)}
      </select>
    `},lt=function(){let t=this.home,{chosen:e}=this;return e?o`
      <button class="chip" @click=${()=>this.chosen=void 0}>${t.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!e.size} @click=${()=>a(this,i,it).call(this,[...e])}>${t.say("delete_chosen",{plays:t.count("plays",e.size)})}</button>
    `:o`<button class="chip" @click=${()=>this.chosen=new Set}>${t.say("choose")}</button>`},ut=function(){let t=this.home,{day:e,start:s,end:r}=n(this,i,w),h=n(this,z).value?.answers.series;if(!e||n(this,i,b)||!h)return x;let d=({detail:l})=>T({start:l?.start,end:l?.end});return o`
      <section class="card">
        <spindle-hours .home=${t} .heading=${t.say("hours")} .starts=${h.starts} .plays=${h.plays}
          .from=${s?Number(s):void 0} .until=${r?Number(r):void 0} @spindle-span=${d}></spindle-hours>
      </section>
    `},mt=function(){let t=this.home,{refusal:e}=n(this,y).answer,s=n(this,y).value;if(e&&!s)return K(t,e,()=>n(this,y).refresh());if(!s)return o`${C(10,56)}`;let r=[s,...this.older].flatMap(l=>l.plays);if(!r.length)return J("mdi:record-player",t.say("nothing_played"),t.say("another_filter"));let h=new Map;for(let l of r){let m=t.format.dayOf(l.played_at),c=h.get(m);c?c.push(l):h.set(m,[l])}let d=[s,...this.older].at(-1)?.before;return o`
      <div class=${n(this,y).isStale&&!n(this,y).answer.value?"old":""}>
        ${[...h].map(([l,m])=>o`
            <h2><a href=${I("history",{...n(this,i,D),day:l})}>${t.format.day(l)}</a></h2>
            <ul>${m.map(c=>a(this,i,pt).call(this,c))}</ul>
          `)}
      </div>
      ${d?o`<div class="end">${C(2,56)}</div>`:o`<p class="soft small last">${t.say("first_play")}</p>`}
    `},pt=function(t){let e=this.home,{chosen:s}=this,r=[t.station,t.room,e.service(t.service)].filter(Boolean).join(" \xB7 ");return o`
      <li>
        ${s?o`<input type="checkbox" aria-label=${`${t.artist}, ${t.title}`} .checked=${s.has(t.id)} @change=${()=>a(this,i,yt).call(this,t.id)} />`:o`<time class="soft small number">${e.format.time(t.played_at)}</time>`}
        ${V(t.album??t.artist,40,"square")}
        <span class="two">
          <span class="line"><a class="cut title" href=${I("top",{kind:"tracks",open:t.track_id})}>${t.title}</a>${rt(e,t.lidarr)}</span>
          <span class="small soft cut">
            <a href=${I("top",{kind:"artists",open:t.artist_id})}>${t.artist}</a>${t.album?` \xB7 ${t.album}`:""}
          </span>
        </span>
        <span class="where small soft cut">${r}</span>
        ${e.isAdministrator&&!s?o`<button class="icon" title=${e.say("delete")} aria-label=${`${e.say("delete")}: ${t.artist}, ${t.title}`} @click=${()=>a(this,i,it).call(this,[t.id])}>
              <ha-icon icon="mdi:delete-outline"></ha-icon>
            </button>`:x}
      </li>
    `},ft=function(){let t=this.home,e=this.refusals;return e?"code"in e?K(t,e,()=>{a(this,i,st).call(this)}):e.not_counted.length?o`
      <p class="soft">${t.say("not_counted_text")}</p>
      <ul>
        ${e.not_counted.map(s=>{let r=Date.parse(s.at)/1e3;return o`
            <li>
              <time class="soft small number wide">${t.format.moment(r)}</time>
              ${V(s.artist??s.title??"?",40,"square")}
              <span class="two">
                <span class="cut title">${s.title??t.say("untitled")}</span>
                <span class="small soft cut">${[s.artist,s.room].filter(Boolean).join(" \xB7 ")}</span>
              </span>
              <span class="why small">${t.words.of("reason",s.reason)}</span>
            </li>
          `})}
      </ul>
    `:J("mdi:check-circle-outline",t.say("nothing_refused"),t.say("nothing_refused_text")):o`${C(6,56)}`},yt=function(t){let e=new Set(this.chosen);e.delete(t)||e.add(t),this.chosen=e},$t=async function(){let t=[n(this,y).value,...this.older].at(-1)?.before;if(!t||n(this,_))return;M(this,_,!0);let e=n(this,$);try{let s=await this.home.call({type:"spindle/recent",limit:dt,...n(this,i,tt),before:t});e===n(this,$)&&(this.older=[...this.older,s])}catch{}M(this,_,!1)},st=async function(){let{day:t,room:e}=n(this,i,w),s=n(this,$),r={limit:gt,...t&&{day:t},...e&&{room:e}},h=await this.home?.act("get_not_counted",r).catch(d=>d);s===n(this,$)&&(this.refusals=h)},it=async function(t){let e=this.home,s=await ht(e,"delete_scrobbles",{ids:t});this.question="yes"in s?s:{title:e.say("delete_title",{plays:e.count("plays",s.count)}),text:e.say("delete_text"),examples:vt(s),yes:e.say("delete"),run:async()=>{await e.act("delete_scrobbles",{ids:t}),a(this,i,bt).call(this)}}},bt=function(){this.older=[],this.chosen=void 0,n(this,y).refresh()},P.properties={...Q.properties,query:{attribute:!1},older:{state:!0},refusals:{state:!0},chosen:{state:!0},question:{state:!0}},P.styles=[nt,S`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;min-width:58px}time.wide{min-width:130px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:end}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:end}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon:hover,li .icon:focus-visible{opacity:1}.last{text-align:center;padding:24px 0 8px}@container panel (max-width:600px){.where{display:none}time.wide{min-width:74px}.why{max-width:40%}li .icon{display:none}input[type="checkbox"]{margin:0 8px}}`];function vt({examples:g}){return g.slice(0,5).map(({artist:v,title:t})=>`${v} \u2013 ${t}`)}O("spindle-history",P);export{P as History};
