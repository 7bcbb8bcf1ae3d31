import{b as Q,c as z}from"./chunk-5PVZIK4V.js";import{B as O,a as q,f as A,h as D,j as W,p as M}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as T,b as r,e as o,i as _,k as R,m as E}from"./chunk-PBTKIUYC.js";import{a as n,b as $,c as v,d as p}from"./chunk-YVDYIAWN.js";function P({kind:x,status:f,album:e,mbid:t}){let s=e&&t?["approve"]:[];switch(f){case"suggested":return[...s,"refuse"];case"not_eligible":case"cancelled":return s;case"failed":return["retry","cancel"];case"queued":return["cancel"];case"submitted":return x==="album"?["cancel"]:[];default:return[]}}function B(x,{id:f,artist:e,album:t,mbid:s}){switch(x){case"approve":return["queue_album",{artist:e,album:t,mbid:s}];case"retry":return["retry_failed",{ids:[f]}];default:return["cancel_queued",{ids:[f]}]}}var C=["waiting","in_lidarr","available","failed","suggested","not_eligible"],K={waiting:["queued"],in_lidarr:["submitted","searching","monitored","downloading","importing"],available:["available"],failed:["failed"],suggested:["suggested"],not_eligible:["not_eligible","cancelled"]},k=50,N=200,h,m,l,a,S,U,L,j,J,F,G,H,I,y=class extends _{constructor(){super();$(this,a);$(this,h);$(this,m,"");$(this,l,new q(this,()=>({type:"spindle/queue",tab:n(this,a,S),limit:this.limit})));this.query=new URLSearchParams,this.limit=k}updated(){n(this,h)??v(this,h,this.home?.store.onLive(()=>p(this,a,U).call(this)))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=n(this,h))==null||e.call(this),v(this,h,void 0)}render(){let e=this.home;if(!e)return o;let{refusal:t}=n(this,l).answer,s=n(this,l).value;if(t&&!s)return r`<section class="card">${z(e,t,()=>n(this,l).refresh())}</section>`;if(!s)return r`<section class="card">${O(8,56)}</section>`;if(!s.state&&!s.total){let i=e.isAdministrator?{label:e.say("lidarr_set_up"),href:"/config/integrations/dashboard/add?domain=spindle"}:void 0;return r`<section class="card">${Q("mdi:album",e.say("lidarr_none"),e.say("lidarr_none_text"),i)}</section>`}return r`
      ${s.state?p(this,a,L).call(this,s.state):o}
      <section class="card">
        <div class="row lists" role="group" aria-label="Lidarr">
          ${C.map(i=>p(this,a,j).call(this,i,s))}
        </div>
        ${this.error?r`<p class="why" role="alert">${this.error}</p>`:o} ${p(this,a,J).call(this,s)}
      </section>
    `}};h=new WeakMap,m=new WeakMap,l=new WeakMap,a=new WeakSet,S=function(){let e=this.query.get("list")??"";return C.includes(e)?e:"waiting"},U=function(){let e=JSON.stringify(this.home?.store.live?.lidarr);n(this,m)&&e!==n(this,m)&&n(this,l).refresh(),v(this,m,e)},L=function(e){let t=this.home,{format:s}=t,[i,c]=[e.depth??0,e.reserved],u=d=>`inline-size:${Math.min(100,100*d/Math.max(1,e.cap))}%`,g=[[t.say("lidarr_waiting_here"),s.number(e.waiting)],[t.say("lidarr_pace"),e.per_hour?t.say("lidarr_per_hour",{count:s.number(e.per_hour,1)}):"\u2013"],[t.say("lidarr_done"),e.done_at?s.moment(e.done_at):"\u2013"],[t.say("lidarr_looks"),e.next_wake_at?s.moment(e.next_wake_at):"\u2013"]];return r`
      <section class="card state">
        <div class="head"><h2>${t.words.of("phase",e.phase)}</h2></div>
        ${e.message?r`<p>${e.message} ${e.since?r`<span class="soft">${t.say("lidarr_since",{time:s.moment(e.since)})}</span>`:o}</p>`:o} ${e.detail?r`<p class="soft small">${e.detail}</p>`:o}
        <div>
          <p class="small soft">${e.depth===null?t.say("lidarr_depth_unknown"):t.say("lidarr_depth",{depth:s.number(i),reserved:s.number(c),cap:s.number(e.cap)})}</p>
          <span class="meter"><i style=${u(i)}></i><i class="reserved" style=${u(c)}></i></span>
        </div>
        <dl>${g.map(([d,b])=>r`<div><dt class="small soft">${d}</dt><dd class="number">${b}</dd></div>`)}</dl>
        ${e.stuck?.map(d=>r`<p class="why"><b>${d.title}</b> ${d.message}</p>`)}
      </section>
    `},j=function(e,{state:t,total:s}){let i=this.home,c=e===n(this,a,S),u=K[e].reduce((d,b)=>d+(t?.counts[b]??0),0),g=c&&!n(this,l).isStale?s:u;return r`
      <button class="chip" aria-pressed=${c} @click=${()=>p(this,a,I).call(this,e)}>
        ${i.words.of("list",e)}<span class="soft number">${i.format.number(g)}</span>
      </button>
    `},J=function({items:e,total:t,tab:s}){let i=this.home;return e?e.length?r`
      <ul class=${n(this,l).isStale&&!n(this,l).answer.value?"old":""}>${e.map(c=>p(this,a,F).call(this,c))}</ul>
      ${e.length<t&&this.limit<N?r`<button class="chip" @click=${()=>this.limit=Math.min(N,this.limit+k)}>${i.say("show_more")}</button>`:o}
    `:r`<p class="soft none">${i.words.of("list_none",s)}</p>`:r`<p class="soft">${i.say("lidarr_names_hidden")}</p>`},F=function(e){let t=this.home,s=e.album??e.artist,i=P(e),c=e.next_attempt_at&&e.next_attempt_at*1e3>Date.now()?t.say("lidarr_next",{time:t.format.moment(e.next_attempt_at)}):"",u=e.message??(e.status==="suggested"&&e.evidence?p(this,a,G).call(this,e.evidence):t.words.of("lidarr",e.status)),g=e.detail??(e.last_error===e.reason?null:e.last_error),d=[u,g,c].filter(Boolean).join(" "),b=e.album_id?r`<a href=${A("top",{kind:"albums",open:e.album_id})}>${s}</a>`:s;return r`
      <li>
        ${W(s,40,e.album?"square":"round",e.cover)}
        <span class="two">
          <span class="line"><b class="cut">${b}</b>${M(t,e.status)}</span>
          ${e.album?r`<span class="small soft cut">${e.artist}</span>`:o}
          <span class="small soft said">${d}</span>
          ${e.progress!==null&&e.status==="downloading"?r`<span class="meter" role="progressbar" aria-label=${s} aria-valuenow=${Math.round(100*e.progress)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${100*e.progress}%"></i></span>`:o}
        </span>
        ${t.isAdministrator&&i.length?r`<span class="row deeds">
              ${i.map(w=>r`<button class="chip" aria-label=${`${t.words.of("decide",w)}: ${s}`} @click=${()=>p(this,a,H).call(this,w,e)}>${t.words.of("decide",w)}</button>`)}
            </span>`:o}
      </li>
    `},G=function({plays:e,days:t,last_at:s}){let i=this.home;return i.say("lidarr_heard",{plays:i.count("plays",e),days:i.count("days",t),day:i.format.date(s)})},H=async function(e,t){this.error=void 0;try{await this.home.act(...B(e,t))}catch(s){this.error=s.message}n(this,l).refresh()},I=function(e){this.limit=k,this.error=void 0,D({list:e})},y.properties={..._.properties,query:{attribute:!1},limit:{state:!0},error:{state:!0}},y.styles=[R,T`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.state{display:grid;gap:12px}.head{margin:0;min-height:24px}.said::first-letter{text-transform:uppercase}h2::first-letter{text-transform:uppercase}.lists{margin-bottom:12px}.none{padding:16px 0}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:12px}dd{font-size:18px;line-height:26px;font-weight:500}.meter{display:flex;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;background:var(--accent);transition:inline-size 0.4s}.meter .reserved{background:color-mix(in srgb,var(--accent) 40%,transparent)}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px;padding:6px 0}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.two a{line-height:24px}.two a:hover{text-decoration:underline}.deeds{flex:none}@container panel (max-width:600px){li{flex-wrap:wrap}.two{flex-basis:calc(100% - 52px)}.deeds{padding-inline-start:52px}}.line{display:flex;align-items:center;gap:6px;min-width:0}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`];E("spindle-lidarr",y);export{y as Lidarr};
