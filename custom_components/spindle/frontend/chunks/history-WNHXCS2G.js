import{a as dt,d as ct,e as W,f as X}from"./chunk-UIMDGXOM.js";import{a as I,f as C,h as P,j as K,o as at,w as O}from"./chunk-HJZNDV3Q.js";import"./chunk-QBKVQDHL.js";import"./chunk-D7MAJZET.js";import"./chunk-OGYZFBDN.js";import"./chunk-77DOXEFD.js";import{a as L,b as ht}from"./chunk-ZNJM2V5L.js";import{a as E,b as o,c as V,d as R,e as J,f as ot,g as N}from"./chunk-F7F6TWCU.js";import{a as n,b as u,c as w,d as a}from"./chunk-YVDYIAWN.js";var j=3600,k=96,Y=18,y,H,A,U,B,tt,et,M=class extends L{constructor(){super();u(this,y);u(this,A,t=>{let e=a(this,y,et).call(this,t);e!==void 0&&(this.brush=[e,e])});u(this,U,t=>{let e=a(this,y,et).call(this,t);!this.brush||e===void 0||e===this.brush[1]||(t.currentTarget.setPointerCapture(t.pointerId),this.brush=[this.brush[0],e],this.active=e)});u(this,B,()=>{let{brush:t}=this;this.brush=void 0,t&&t[0]!==t[1]&&a(this,y,tt).call(this,t)});this.starts=[],this.plays=[]}get count(){return this.starts.length}read(t){let e=this.home,[s,r]=this.brush?Z(this.brush):[t,t],h=this.plays.slice(s,r+1).reduce((d,l)=>d+l,0);return e.say("hours_read",{from:e.format.time(this.starts[s]),until:e.format.time(this.starts[r]+j),plays:e.count("plays",h)})}summary(){let t=this.home;return this.from&&this.until?t.say("hours_chosen",{from:t.format.time(this.from),until:t.format.time(this.until)}):t.say("hours_summary")}pick(t,e){let[s,r]=a(this,y,H).call(this);a(this,y,tt).call(this,e&&s!==void 0?[Math.min(s,t),Math.max(r,t)]:[t,t])}plot(){let t=dt(this.plays)||1,e=this.width/Math.max(1,this.count),s=this.home.isRightToLeft,r=(m,c=0)=>s?this.width-m-c:m,[h,d]=this.brush?Z(this.brush):a(this,y,H).call(this),l=e<30?6:3;return o`
      <svg viewBox="0 0 ${this.width} ${k}" style="height:${k}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${n(this,A)} @pointermove=${n(this,U)} @pointerup=${n(this,B)} @pointercancel=${()=>this.brush=void 0}>
        ${this.starts.map((m,c)=>{let p=(this.plays[c]??0)/t*(k-Y-4),Q=h===void 0||c>=h&&c<=d;return V`
            <g data-mark=${c} class=${ht(c===this.active)} style=${Q?"":"opacity:.3"}>
              <rect class="reach" x=${r(c*e,e)} y="0" width=${e} height=${k-Y}></rect>
              <rect class="bar" x=${r(c*e+1.5,e-3)} y=${k-Y-Math.max(2,p)} width=${e-3} height=${Math.max(2,p)} rx="3"
                style=${p?"":"fill:var(--ink);fill-opacity:.1"}></rect>
            </g>
            ${c%l===0?V`<text x=${r(c*e+2)} y=${k-2} text-anchor=${s?"end":"start"}>${this.home.format.time(this.starts[c])}</text>`:""}`})}
      </svg>
    `}table(){let t=this.home;return{head:[t.say("hour"),t.say("plays")],rows:this.starts.map((e,s)=>[t.format.time(e),t.format.number(this.plays[s]??0)])}}};y=new WeakSet,H=function(){if(!this.from||!this.until)return[void 0,void 0];let t=this.starts.findIndex(e=>e+j>=this.until);return[this.starts.findIndex(e=>e+j>this.from),t<0?this.count-1:t]},A=new WeakMap,U=new WeakMap,B=new WeakMap,tt=function(t){let[e,s]=Z(t),r={start:this.starts[e],end:this.starts[s]+j};this.tell("spindle-span",r.start===this.from&&r.end===this.until?void 0:r)},et=function({clientX:t,currentTarget:e}){let{left:s,width:r}=e.getBoundingClientRect(),h=(t-s)/r,d=Math.floor((this.home.isRightToLeft?1-h:h)*this.count);return this.count?Math.max(0,Math.min(this.count-1,d)):void 0},M.properties={...L.properties,starts:{attribute:!1},plays:{attribute:!1},from:{type:Number},until:{type:Number},brush:{state:!0}},M.styles=[...L.styles,E`.bar{fill:var(--accent)}.reach{fill:var(--ink);fill-opacity:0}g.active{fill:inherit;stroke:none;pointer-events:auto}.active .reach{fill-opacity:0.06}svg{cursor:col-resize}`];function Z([b,f]){return b<f?[b,f]:[f,b]}N("spindle-hours",M);function D(b,f){if(!f)return b;let t=new Map;for(let e of[...b.plays,...f.plays])t.has(e.id)||t.set(e.id,e);return{plays:[...t.values()].sort((e,s)=>s.id-e.id),before:f.before}}var lt=60,xt=100,g,v,T,F,$,G,q,i,_,x,z,st,ut,it,mt,pt,ft,yt,$t,bt,gt,nt,rt,vt,S=class extends J{constructor(){super();u(this,i);u(this,g,"");u(this,v);u(this,T,!1);u(this,F,new I(this,()=>({type:"spindle/info"})));u(this,$,new I(this,()=>n(this,i,x)?void 0:{type:"spindle/recent",limit:lt,...n(this,i,st)}));u(this,G,new I(this,()=>{let{day:t}=n(this,i,_);if(!(!t||n(this,i,x)))return{type:"spindle/insights",questions:[{question:"series",step:"hour"}],...n(this,i,z),day:t}}));u(this,q,new IntersectionObserver(([t])=>{t?.isIntersecting&&a(this,i,gt).call(this)},{rootMargin:"600px"}));this.query=new URLSearchParams}disconnectedCallback(){super.disconnectedCallback(),n(this,q).disconnect()}willUpdate(t){let e=n(this,$).value;if(e!==n(this,v)&&n(this,v)&&this.older&&(this.older=D(n(this,v),this.older)),w(this,v,e),!t.has("query"))return;let s=this.query.toString();s!==n(this,g)&&(w(this,g,s),this.older=w(this,v,void 0),this.chosen=void 0,this.refusals=void 0,n(this,i,x)&&a(this,i,nt).call(this))}updated(){let t=this.renderRoot.querySelector(".end");n(this,q).disconnect(),t&&n(this,q).observe(t)}render(){let t=this.home;return t?o`
      <section class="card filters">${a(this,i,ut).call(this)}</section>
      ${a(this,i,pt).call(this)}
      <section class="card">${n(this,i,x)?a(this,i,$t).call(this):a(this,i,ft).call(this)}</section>
      <spindle-confirm .home=${t} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
    `:R}};g=new WeakMap,v=new WeakMap,T=new WeakMap,F=new WeakMap,$=new WeakMap,G=new WeakMap,q=new WeakMap,i=new WeakSet,_=function(){let t=e=>this.query.get(e)??void 0;return{day:t("day"),room:t("room"),service:t("service"),start:t("start"),end:t("end")}},x=function(){return this.query.get("show")==="not_counted"},z=function(){let{room:t,service:e}=n(this,i,_);return{...t&&{room:t},...e&&{service:e}}},st=function(){let{day:t,start:e,end:s}=n(this,i,_),r=e&&s?{start:Number(e),end:Number(s)}:t?{day:t}:{};return{...n(this,i,z),...r}},ut=function(){let t=this.home,{day:e,room:s,service:r,start:h}=n(this,i,_),d=n(this,F).value?.history,l={day:void 0,room:void 0,service:void 0,start:void 0,end:void 0},m=p=>Q=>P({[p]:Q.target.value,start:void 0,end:void 0});return o`
      <div class="row">
        ${[void 0,"not_counted"].map(p=>o`<button class="chip" aria-pressed=${(p??null)===this.query.get("show")} @click=${()=>P({show:p,start:void 0,end:void 0})}>
            ${t.say(p?"not_counted":"counted_plays")}
          </button>`)}
      </div>
      <div class="row">
        <label><span class="unseen">${t.say("day")}</span><input type="date" .value=${e??""} max=${t.format.dayOf(Date.now()/1e3)} @change=${m("day")} /></label>
        ${a(this,i,it).call(this,"room",t.say("all_rooms"),d?.rooms??[],s,m("room"))}
        ${n(this,i,x)?R:a(this,i,it).call(this,"service",t.say("all_services"),d?.services.map(({id:p})=>({id:p,name:t.service(p)}))??[],r,m("service"))}
        ${e||s||r||h?o`<button class="chip" @click=${()=>P(l)}>${t.say("clear")}</button>`:R}
        ${t.isAdministrator&&!n(this,i,x)?a(this,i,mt).call(this):R}
      </div>
    `},it=function(t,e,s,r,h){return o`
      <select aria-label=${e} name=${t} @change=${h}>
        <option value="" ?selected=${!r}>${e}</option>
        ${s.map(d=>o`<option value=${d.id} ?selected=${d.id===r}>${d.name}</option>`)}
      </select>
    `},mt=function(){let t=this.home,{chosen:e}=this;return e?o`
      <button class="chip" @click=${()=>this.chosen=void 0}>${t.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!e.size} @click=${()=>a(this,i,rt).call(this,[...e])}>${t.say("delete_chosen",{plays:t.count("plays",e.size)})}</button>
    `:o`<button class="chip" @click=${()=>this.chosen=new Set}>${t.say("choose")}</button>`},pt=function(){let t=this.home,{day:e,start:s,end:r}=n(this,i,_),h=n(this,G).value?.answers.series;if(!e||n(this,i,x)||!h)return R;let d=({detail:l})=>P({start:l?.start,end:l?.end});return o`
      <section class="card">
        <spindle-hours .home=${t} .heading=${t.say("hours")} .starts=${h.starts} .plays=${h.plays}
          .from=${s?Number(s):void 0} .until=${r?Number(r):void 0} @spindle-span=${d}></spindle-hours>
      </section>
    `},ft=function(){let t=this.home,{refusal:e}=n(this,$).answer,s=n(this,$).value;if(e&&!s)return X(t,e,()=>n(this,$).refresh());if(!s)return o`${O(10,56)}`;let{plays:r,before:h}=D(s,this.older);if(!r.length)return W("mdi:record-player",t.say("nothing_played"),t.say("another_filter"));let d=new Map;for(let l of r){let m=t.format.dayOf(l.played_at),c=d.get(m);c?c.push(l):d.set(m,[l])}return o`
      <div class=${n(this,$).isStale&&!n(this,$).answer.value?"old":""}>
        ${[...d].map(([l,m])=>o`
            <h2><a href=${C("history",{...n(this,i,z),day:l})}>${t.format.day(l)}</a></h2>
            <ul>${m.map(c=>a(this,i,yt).call(this,c))}</ul>
          `)}
      </div>
      ${h?o`<div class="end">${O(2,56)}</div>`:o`<p class="soft small last">${t.say("first_play")}</p>`}
    `},yt=function(t){let e=this.home,{chosen:s}=this,r=[t.station,t.room,e.service(t.service)].filter(Boolean).join(" \xB7 ");return o`
      <li>
        ${s?o`<input type="checkbox" aria-label=${`${t.artist}, ${t.title}`} .checked=${s.has(t.id)} @change=${()=>a(this,i,bt).call(this,t.id)} />`:o`<time class="soft small number">${e.format.time(t.played_at)}</time>`}
        ${K(t.album??t.artist,40,"square")}
        <span class="two">
          <span class="line"><a class="cut title" href=${C("top",{kind:"tracks",open:t.track_id})}>${t.title}</a>${at(e,t.lidarr)}</span>
          <span class="small soft cut">
            <a href=${C("top",{kind:"artists",open:t.artist_id})}>${t.artist}</a>${t.album?` \xB7 ${t.album}`:""}
          </span>
        </span>
        <span class="where small soft cut">${r}</span>
        ${e.isAdministrator&&!s?o`<button class="icon" title=${e.say("delete")} aria-label=${`${e.say("delete")}: ${t.artist}, ${t.title}`} @click=${()=>a(this,i,rt).call(this,[t.id])}>
              <ha-icon icon="mdi:delete-outline"></ha-icon>
            </button>`:R}
      </li>
    `},$t=function(){let t=this.home,e=this.refusals;return e?"code"in e?X(t,e,()=>{a(this,i,nt).call(this)}):e.not_counted.length?o`
      <p class="soft">${t.say("not_counted_text")}</p>
      <ul>
        ${e.not_counted.map(s=>{let r=Date.parse(s.at)/1e3;return o`
            <li>
              <time class="soft small number wide">${t.format.moment(r)}</time>
              ${K(s.artist??s.title??"?",40,"square")}
              <span class="two">
                <span class="cut title">${s.title??t.say("untitled")}</span>
                <span class="small soft cut">${[s.artist,s.room].filter(Boolean).join(" \xB7 ")}</span>
              </span>
              <span class="why small">${t.words.of("reason",s.reason)}</span>
            </li>
          `})}
      </ul>
    `:W("mdi:check-circle-outline",t.say("nothing_refused"),t.say("nothing_refused_text")):o`${O(6,56)}`},bt=function(t){let e=new Set(this.chosen);e.delete(t)||e.add(t),this.chosen=e},gt=async function(){let t=(this.older??n(this,$).value)?.before;if(!t||n(this,T))return;w(this,T,!0);let e=n(this,g);try{let s=await this.home.call({type:"spindle/recent",limit:lt,...n(this,i,st),before:t});e===n(this,g)&&(this.older=this.older?D(this.older,s):s)}catch{}w(this,T,!1)},nt=async function(){let{day:t,room:e}=n(this,i,_),s=n(this,g),r={limit:xt,...t&&{day:t},...e&&{room:e}},h=await this.home?.act("get_not_counted",r).catch(d=>d);s===n(this,g)&&(this.refusals=h)},rt=async function(t){let e=this.home,s=await ct(e,"delete_scrobbles",{ids:t});this.question="yes"in s?s:{title:e.say("delete_title",{plays:e.count("plays",s.count)}),text:e.say("delete_text"),examples:wt(s),yes:e.say("delete"),run:async()=>{await e.act("delete_scrobbles",{ids:t}),a(this,i,vt).call(this)}}},vt=function(){this.older=w(this,v,void 0),this.chosen=void 0,n(this,$).refresh()},S.properties={...J.properties,query:{attribute:!1},older:{state:!0},refusals:{state:!0},chosen:{state:!0},question:{state:!0}},S.styles=[ot,E`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.filters{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}select,input[type="date"]{height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;background:var(--card);color-scheme:inherit;max-width:200px}section>div>h2{margin:20px 0 4px}section>div>h2:first-child{margin-top:0}h2 a:hover,.two a:hover{text-decoration:underline}li{display:flex;align-items:center;gap:12px;min-height:56px;min-width:0}time{flex:none;min-width:58px}time.wide{min-width:130px}input[type="checkbox"]{width:20px;height:20px;margin:0 19px;accent-color:var(--accent)}.two{flex:1 1 50%;min-width:0;display:grid}.line{display:flex;gap:6px;min-width:0}.title{font-weight:500}.two a,h2 a{display:inline-block;line-height:24px}.where{flex:0 1 28%;text-align:end}.why{padding:4px 10px;border-radius:12px;background:var(--mild);text-align:end}li .icon{opacity:0.55;margin-inline-start:-8px}li .icon:hover,li .icon:focus-visible{opacity:1}.last{text-align:center;padding:24px 0 8px}@container panel (max-width:600px){.where{display:none}time.wide{min-width:74px}.why{max-width:40%}li .icon{display:none}input[type="checkbox"]{margin:0 8px}}`];function wt({examples:b}){return b.slice(0,5).map(({artist:f,title:t})=>`${f} \u2013 ${t}`)}N("spindle-history",S);export{S as History};
