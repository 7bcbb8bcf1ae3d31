import{b as S,c as T}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as q}from"./chunk-URNN75ZU.js";import{G as w,U as k,a as b,b as i,e as n,i as $,j as m,l as y,v,x,z as _}from"./chunk-QOHPUL5T.js";function R({kind:p,status:e,album:s,mbid:t}){let r=s&&t?["approve"]:[];switch(e){case"suggested":return[...r,"refuse"];case"not_eligible":case"cancelled":return r;case"failed":return["retry","cancel"];case"queued":return["cancel"];case"submitted":return p==="album"?["cancel"]:[];default:return[]}}function A(p,{id:e,artist:s,album:t,mbid:r}){switch(p){case"approve":return["queue_album",{artist:s,album:t,mbid:r}];case"retry":return["retry_failed",{ids:[e]}];default:return["cancel_queued",{ids:[e]}]}}var D=["waiting","in_lidarr","available","failed","suggested","not_eligible"],W={waiting:["queued"],in_lidarr:["submitted","searching","monitored","downloading","importing"],available:["available"],failed:["failed"],suggested:["suggested"],not_eligible:["not_eligible","cancelled"]},g=50,u=200,f=class extends m{static{this.properties={...m.properties,query:{attribute:!1},limit:{state:!0},skipped:{state:!0},error:{state:!0}}}#s;#t="";#e=new $(this,()=>({type:"spindle/queue",tab:this.#i,offset:this.skipped,limit:this.limit}));constructor(){super(),this.query=new URLSearchParams,this.limit=g,this.skipped=0}get#i(){let e=this.query.get("list")??"";return D.includes(e)?e:"waiting"}updated(){this.#s||!this.home||(this.#s=this.home.store.onLive(()=>this.#n()),this.#t=this.#a())}disconnectedCallback(){super.disconnectedCallback(),this.#s?.(),this.#s=void 0}#n(){let e=this.#a();this.#t&&e!==this.#t&&this.#e.refresh(),this.#t=e}#a(){let e=this.home?.store.live;return e?JSON.stringify(e.lidarr??null):""}render(){let e=this.home;if(!e)return n;let{refusal:s}=this.#e.answer,t=this.#e.value;if(s&&!t)return i`<section class="card">${T(e,s,()=>this.#e.refresh())}</section>`;if(!t)return i`<section class="card">${k(8,56)}</section>`;if(!t.state&&!t.total){let r=e.isAdministrator?{label:e.say("lidarr_set_up"),href:"/config/integrations/dashboard/add?domain=spindle"}:void 0;return i`<section class="card">${S("mdi:album",e.say("lidarr_none"),e.say("lidarr_none_text"),r)}</section>`}return i`
      ${t.state?this.#o(t.state):n}
      <section class="card">
        <div class="row lists" role="group" aria-label="Lidarr">
          ${D.map(r=>this.#l(r,t))}
        </div>
        ${this.error?i`<p class="why" role="alert">${this.error}</p>`:n} ${this.#d(t)}
      </section>
    `}#o(e){let s=this.home,{format:t}=s,[r,a]=[e.depth??0,e.reserved],l=o=>`inline-size:${Math.min(100,100*o/Math.max(1,e.cap))}%`,d=[[s.say("lidarr_waiting_here"),t.number(e.waiting)],[s.say("lidarr_pace"),e.per_hour?s.say("lidarr_per_hour",{count:t.number(e.per_hour,1)}):"\u2013"],[s.say("lidarr_done"),e.done_at?t.moment(e.done_at):"\u2013"],[s.say("lidarr_looks"),e.next_wake_at?t.moment(e.next_wake_at):"\u2013"]];return i`
      <section class="card state">
        <div class="head"><h2>${s.words.of("phase",e.phase)}</h2></div>
        ${e.message?i`<p>${e.message} ${e.since?i`<span class="soft">${s.say("lidarr_since",{time:t.moment(e.since)})}</span>`:n}</p>`:n} ${e.detail?i`<p class="soft small">${e.detail}</p>`:n}
        <div>
          <p class="small soft">${e.depth===null?s.say("lidarr_depth_unknown"):s.say("lidarr_depth",{depth:t.number(r),reserved:t.number(a),cap:t.number(e.cap)})}</p>
          <span class="meter"><i style=${l(r)}></i><i class="reserved" style=${l(a)}></i></span>
        </div>
        <dl>${d.map(([o,c])=>i`<div><dt class="small soft">${o}</dt><dd class="number">${c}</dd></div>`)}</dl>
        ${e.stuck?.map(o=>i`<p class="why"><b>${o.title}</b> ${o.message}</p>`)}
      </section>
    `}#l(e,{state:s,total:t}){let r=this.home,a=e===this.#i,l=W[e].reduce((o,c)=>o+(s?.counts[c]??0),0),d=a&&!this.#e.isStale?t:l;return i`
      <button class="chip" aria-pressed=${a} @click=${()=>this.#h(e)}>
        ${r.words.of("list",e)}<span class="soft number">${r.format.number(d)}</span>
      </button>
    `}#d({items:e,total:s,tab:t,offset:r}){let a=this.home,{format:l}=a;if(!e)return i`<p class="soft">${a.say("lidarr_names_hidden")}</p>`;if(!e.length&&!r)return i`<p class="soft none">${a.words.of("list_none",t)}</p>`;let d=r+e.length,o=r>0||d<s&&this.limit===u;return i`
      <ul class=${this.#e.isStale&&!this.#e.answer.value?"old":""}>${e.map(c=>this.#c(c))}</ul>
      ${o?i`<p class="soft none">${a.say("list_part",{from:l.number(r+1),until:l.number(d),all:l.number(s)})}</p>`:n}
      <div class="row">
        ${d>=s?n:this.limit<u?i`<button class="chip" @click=${()=>this.limit=Math.min(u,this.limit+g)}>${a.say("show_more")}</button>`:i`<button class="chip" @click=${()=>this.#r(d)}>${a.say("list_next")}</button>`}
        ${r?i`<button class="chip" @click=${()=>this.#r(0)}>${a.say("list_first")}</button>`:n}
      </div>
    `}#c(e){let s=this.home,t=e.album??e.artist,r=R(e),a=e.next_attempt_at&&e.next_attempt_at*1e3>Date.now()?s.say("lidarr_next",{time:s.format.moment(e.next_attempt_at)}):"",l=e.message??(e.status==="suggested"&&e.evidence?this.#p(e.evidence):s.words.of("lidarr",e.status)),d=e.detail??(e.last_error===e.reason?null:e.last_error),o=[l,d,a].filter(Boolean).join(" "),c=e.album_id?i`<a href=${v("top",{kind:"albums",open:e.album_id})}>${t}</a>`:t;return i`
      <li>
        ${_(t,40,e.album?"square":"round",e.cover)}
        <span class="two">
          <span class="line"><b class="cut">${c}</b>${w(s,e.status)}</span>
          ${e.album?i`<span class="small soft cut">${e.artist}</span>`:n}
          <span class="small soft said">${o}</span>
          ${e.progress!==null&&e.status==="downloading"?i`<span class="meter" role="progressbar" aria-label=${t} aria-valuenow=${Math.round(100*e.progress)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${100*e.progress}%"></i></span>`:n}
        </span>
        ${s.isAdministrator&&r.length?i`<span class="row deeds">
              ${r.map(h=>i`<button class="chip" aria-label=${`${s.words.of("decide",h)}: ${t}`} @click=${()=>this.#u(h,e)}>${s.words.of("decide",h)}</button>`)}
            </span>`:n}
      </li>
    `}#p({plays:e,days:s,last_at:t}){let r=this.home;return r.say("lidarr_heard",{plays:r.count("plays",e),days:r.count("days",s),day:r.format.date(t)})}async#u(e,s){this.error=void 0;try{await this.home.act(...A(e,s))}catch(t){this.error=t.message}this.#e.refresh()}#r(e){this.skipped=e,this.limit=e?u:g}#h(e){this.#r(0),this.error=void 0,x({list:e})}static{this.styles=[y,b`:host{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.state{display:grid;gap:12px}.head{margin:0;min-height:24px}.said::first-letter{text-transform:uppercase}h2::first-letter{text-transform:uppercase}.lists{margin-bottom:12px}.none{padding:16px 0}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:12px}dd{font-size:18px;line-height:26px;font-weight:500}.meter{display:flex;height:8px;margin-top:6px;border-radius:4px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;background:var(--accent);transition:inline-size 0.4s}.meter .reserved{background:color-mix(in srgb,var(--accent) 40%,transparent)}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}li{display:flex;align-items:center;gap:12px;min-height:60px;padding:6px 0}.two{flex:1;min-width:0;display:grid}.two b{font-weight:500}.two a{line-height:24px}.two a:hover{text-decoration:underline}.deeds{flex:none}@container panel (max-width:600px){li{flex-wrap:wrap}.two{flex-basis:calc(100% - 52px)}.deeds{padding-inline-start:52px}}.line{display:flex;align-items:center;gap:6px;min-width:0}@media (prefers-reduced-motion:reduce){.meter i{transition:none}}`]}};q("spindle-lidarr",f);export{f as Lidarr};
