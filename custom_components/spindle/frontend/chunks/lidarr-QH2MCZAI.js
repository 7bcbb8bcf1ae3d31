import{e as D,f as z}from"./chunk-UIMDGXOM.js";import{a as k,f as T,h as q,j as R,o as A,w as M}from"./chunk-HJZNDV3Q.js";import"./chunk-QBKVQDHL.js";import"./chunk-D7MAJZET.js";import"./chunk-OGYZFBDN.js";import"./chunk-77DOXEFD.js";import"./chunk-ZNJM2V5L.js";import{a as w,b as r,d,e as _,f as S,g as Q}from"./chunk-F7F6TWCU.js";import{a as n,b as f,c as $,d as c}from"./chunk-YVDYIAWN.js";var E=["waiting","in_lidarr","available","failed","suggested","not_eligible"],N={waiting:["queued"],in_lidarr:["submitted","searching","monitored","downloading","importing"],available:["available"],failed:["failed"],suggested:["suggested"],not_eligible:["not_eligible","cancelled"]},y=50,O=200,m,g,l,i,x,P,W,C,U,B,L,j,J,b=class extends _{constructor(){super();f(this,i);f(this,m);f(this,g,"");f(this,l,new k(this,()=>({type:"spindle/queue",tab:n(this,i,x),limit:this.limit})));this.query=new URLSearchParams,this.limit=y}updated(){n(this,m)??$(this,m,this.home?.store.onLive(()=>c(this,i,P).call(this)))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=n(this,m))==null||e.call(this),$(this,m,void 0)}render(){let e=this.home;if(!e)return d;let{refusal:s}=n(this,l).answer,t=n(this,l).value;if(s&&!t)return r`<section class="card">${z(e,s,()=>n(this,l).refresh())}</section>`;if(!t)return r`<section class="card">${M(8,56)}</section>`;if(!t.state&&!t.total){let a=e.isAdministrator?{label:e.say("lidarr_set_up"),href:"/config/integrations/dashboard/add?domain=spindle"}:void 0;return r`<section class="card">${D("mdi:album",e.say("lidarr_none"),e.say("lidarr_none_text"),a)}</section>`}return r`
      ${t.state?c(this,i,W).call(this,t.state):d}
      <section class="card">
        <div class="row lists" role="group" aria-label="Lidarr">
          ${E.map(a=>c(this,i,C).call(this,a,t))}
        </div>
        ${this.error?r`<p class="why" role="alert">${this.error}</p>`:d} ${c(this,i,U).call(this,t)}
      </section>
    `}};m=new WeakMap,g=new WeakMap,l=new WeakMap,i=new WeakSet,x=function(){let e=this.query.get("list")??"";return E.includes(e)?e:"waiting"},P=function(){let e=JSON.stringify(this.home?.store.live?.lidarr);n(this,g)&&e!==n(this,g)&&n(this,l).refresh(),$(this,g,e)},W=function(e){let s=this.home,{format:t}=s,[a,o]=[e.depth??0,e.reserved],p=h=>`inline-size:${Math.min(100,100*h/Math.max(1,e.cap))}%`,u=[[s.say("lidarr_waiting_here"),t.number(e.waiting)],[s.say("lidarr_pace"),e.per_hour?s.say("lidarr_per_hour",{count:t.number(e.per_hour,1)}):"\u2013"],[s.say("lidarr_done"),e.done_at?t.moment(e.done_at):"\u2013"],[s.say("lidarr_looks"),e.next_wake_at?t.moment(e.next_wake_at):"\u2013"]];return r`
      <section class="card state">
        <div class="head"><h2>${s.words.of("phase",e.phase)}</h2></div>
        ${e.message?r`<p>${e.message}</p>`:d} ${e.detail?r`<p class="soft small">${e.detail}</p>`:d}
        <div>
          <p class="small soft">${e.depth===null?s.say("lidarr_depth_unknown"):s.say("lidarr_depth",{depth:t.number(a),reserved:t.number(o),cap:t.number(e.cap)})}</p>
          <span class="meter"><i style=${p(a)}></i><i class="reserved" style=${p(o)}></i></span>
        </div>
        <dl>${u.map(([h,v])=>r`<div><dt class="small soft">${h}</dt><dd class="number">${v}</dd></div>`)}</dl>
        ${e.stuck?.map(h=>r`<p class="why"><b>${h.title}</b> ${h.message}</p>`)}
      </section>
    `},C=function(e,{state:s,total:t}){let a=this.home,o=e===n(this,i,x),p=N[e].reduce((h,v)=>h+(s?.counts[v]??0),0),u=o&&!n(this,l).isStale?t:p;return r`
      <button class="chip" aria-pressed=${o} @click=${()=>c(this,i,J).call(this,e)}>
        ${a.words.of("list",e)}<span class="soft number">${a.format.number(u)}</span>
      </button>
    `},U=function({items:e,total:s,tab:t}){let a=this.home;return e?e.length?r`
      <ul class=${n(this,l).isStale&&!n(this,l).answer.value?"old":""}>${e.map(o=>c(this,i,B).call(this,o))}</ul>
      ${e.length<s&&this.limit<O?r`<button class="chip" @click=${()=>this.limit=Math.min(O,this.limit+y)}>${a.say("show_more")}</button>`:d}
    `:r`<p class="soft none">${a.words.of("list_none",t)}</p>`:r`<p class="soft">${a.say("lidarr_names_hidden")}</p>`},B=function(e){let s=this.home,t=e.album??e.artist,a=e.next_attempt_at&&e.next_attempt_at*1e3>Date.now()?s.say("lidarr_next",{time:s.format.moment(e.next_attempt_at)}):"",o=[e.message??s.words.of("lidarr",e.status),e.last_error,a].filter(Boolean).join(" "),p=e.album_id?r`<a href=${T("top",{kind:"albums",open:e.album_id})}>${t}</a>`:t;return r`
      <li>
        ${R(t,40,e.album?"square":"round")}
        <span class="two">
          <span class="line"><b class="cut">${p}</b>${A(s,e.status)}</span>
          ${e.album?r`<span class="small soft cut">${e.artist}</span>`:d}
          <span class="small soft">${o}</span>
          ${e.progress!==null&&e.status==="downloading"?r`<span class="meter" role="progressbar" aria-label=${t} aria-valuenow=${Math.round(100*e.progress)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${100*e.progress}%"></i></span>`:d}
        </span>
        ${s.isAdministrator?c(this,i,L).call(this,e).map(u=>r`<button class="chip" @click=${()=>c(this,i,j).call(this,u,e)}>${s.words.of("decide",u)}</button>`):d}
      </li>
    `},L=function(e){return e.status==="failed"?["retry"]:e.status==="queued"?["cancel"]:["suggested","not_eligible","cancelled"].includes(e.status)&&e.album&&e.mbid?["approve"]:[]},j=async function(e,{id:s,artist:t,album:a,mbid:o}){let p={approve:["queue_album",{artist:t,album:a,mbid:o}],retry:["retry_failed",{ids:[s]}],cancel:["cancel_queued",{ids:[s]}]};this.error=void 0;try{await this.home.act(...p[e])}catch(u){this.error=u.message}n(this,l).refresh()},J=function(e){this.limit=y,this.error=void 0,q({list:e})},b.properties={..._.properties,query:{attribute:!1},limit:{state:!0},error:{state:!0}},b.styles=[S,w`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.state{display:grid;gap:12px}.head{margin:0;min-height:24px}.lists{margin-bottom:12px}.none{padding:16px 0}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:12px}dd{font-size:18px;line-height:26px;font-weight:500}.meter{display:flex;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;background:var(--accent);transition:inline-size 0.4s}.meter .reserved{background:color-mix(in srgb,var(--accent) 40%,transparent)}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px;padding:6px 0}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.two a{line-height:24px}.two a:hover{text-decoration:underline}.line{display:flex;align-items:center;gap:6px;min-width:0}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`];Q("spindle-lidarr",b);export{b as Lidarr};
