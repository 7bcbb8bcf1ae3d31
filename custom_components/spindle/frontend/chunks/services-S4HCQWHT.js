import{a as O,b as j}from"./chunk-R7YGVIDU.js";import{b as x,c as _}from"./chunk-5IL3WBXN.js";import{a as T,b as a,d as i,e as S,f as R,g as I}from"./chunk-5CVORAAB.js";import{a as h,b as g,c as A,d as f}from"./chunk-YVDYIAWN.js";var q="/config/integrations/integration/spindle",B=2e4,K=new Set(["ok"]),L=new Set(["auth_failed","unreachable","quota_exceeded","rate_limited"]),v,u,b,n,C,z,D,G,E,N,w=class extends R{constructor(){super(...arguments);g(this,n);g(this,v,new _(this,()=>({type:"spindle/info"})));g(this,u,new _(this,()=>({type:"spindle/services"})));g(this,b)}connectedCallback(){super.connectedCallback(),A(this,b,setInterval(()=>{document.hidden||h(this,u).refresh()},B))}disconnectedCallback(){super.disconnectedCallback(),clearInterval(h(this,b))}render(){let s=this.home;if(!s)return i;let{refusal:t}=h(this,u).answer,e=h(this,u).value;return a`
      <div class="grid">
        ${f(this,n,C).call(this)}
        ${t&&!e?a`<section class="card wide">${j(s,t,()=>h(this,u).refresh())}</section>`:i}
        ${!e&&!t?a`<section class="card">${x(3,48)}</section>`:i}
        ${e?.services.map(o=>f(this,n,z).call(this,o))} ${e?[f(this,n,G).call(this,e),f(this,n,E).call(this,e),f(this,n,N).call(this,e)]:i}
      </div>
    `}};v=new WeakMap,u=new WeakMap,b=new WeakMap,n=new WeakSet,C=function(){let s=this.home,t=h(this,v).value,e=s.store.live;if(!t)return a`<section class="card">${x(3,48)}</section>`;let o=e?.problems??t.problems,r=e?.history.recording??t.history?.recording??!1,l=o.length?"bad":r?"good":"calm",p=t.history?.rooms.filter(m=>m.recorded)??[],d=t.history?.holds;return a`
      <section class="card">
        <div class="head"><h2>${s.say("recording")}</h2>${k(l,s.say(r?"recording_on":"recording_is_off"))}</div>
        ${o.map(m=>a`<p class="why">${s.words.of("problem",m)}</p>`)}
        <dl>
          ${c(s.say("store"),s.words.of("store",e?.store.state??t.store.state))}
          ${d?c(s.say("holds"),s.count("plays",d.plays)):i}
          ${d?.first_at?c(s.say("since"),s.format.date(d.first_at)):i}
          ${c(s.say("rooms_recorded"),p.map(m=>m.name).join(", ")||"\u2013")}
          ${c("Spindle",t.version)}
        </dl>
      </section>
    `},z=function(s){let t=this.home,{state:e}=s,o=e?K.has(e)?"good":L.has(e)?"bad":"calm":"calm",r=Object.keys({...s.budgets,...s.spent});return a`
      <section class="card">
        <div class="head"><h2>${s.name}</h2>${k(o,t.words.of("gate",e??"closed"))}</div>
        <p class="soft">${f(this,n,D).call(this,s)}</p>
        <ul>
          ${r.map(l=>{let[p,d]=[s.spent[l]??0,s.budgets[l]],m=d?t.say("budget_of",{spent:t.format.number(p),budget:t.format.number(d)}):t.say("budget_none",{spent:t.format.number(p)});return a`
              <li>
                <span class="row small"><span class="cut">${l}</span><span class="soft number told">${m}</span></span>
                ${d?a`<span class="meter"><i class=${p>=d?"full":""} style="inline-size:${Math.min(100,100*p/d)}%"></i></span>`:i}
              </li>
            `})}
        </ul>
        <p class="small soft">${s.host}${s.waiting?` \xB7 ${t.say("calls_waiting",{count:t.format.number(s.waiting)})}`:""}</p>
      </section>
    `},D=function({state:s,why:t,until:e,name:o}){let r=this.home;if(!s)return r.say("gate_closed_text");let l=r.words.of("why",t??s);return e!==null&&e*1e3>Date.now()?r.say("until",{name:o,reason:l,time:r.format.moment(e)}):l},G=function({backlog:s,completing:t}){let e=this.home;if(!s)return i;let o=s.tracks+s.albums+s.artists,r=s.done_at?e.say("done_about",{time:e.format.moment(s.done_at)}):"";return a`
      <section class="card">
        <div class="head">
          <h2>${e.say("backlog")}</h2>
          ${k(t?o?"calm":"good":"calm",e.say(t?o?"backlog_going":"backlog_done":"backlog_paused"))}
        </div>
        <p class="soft">${o?`${e.say("backlog_text")} ${r}`:e.say("backlog_nothing")}</p>
        <dl>
          ${c(e.say("kind_tracks"),e.format.number(s.tracks))} ${c(e.say("kind_albums"),e.format.number(s.albums))}
          ${c(e.say("kind_artists"),e.format.number(s.artists))}
        </dl>
      </section>
    `},E=function({off:s}){let t=this.home;return s.length?a`
      <section class="card">
        <div class="head"><h2>${t.say("off")}</h2></div>
        <p class="soft">${t.say("off_text")}</p>
        <ul>${s.map(e=>a`<li><b>${e.name}</b> <span class="small soft">${e.host}</span></li>`)}</ul>
        ${t.isAdministrator?a`<a class="chip" href=${q}>${t.say("to_settings")}</a>`:i}
      </section>
    `:i},N=function({coverage:s}){let t=this.home;return a`
      <section class="card wide">
        <div class="head"><h2>${t.say("coverage")}</h2></div>
        <p class="soft">${t.say("coverage_text")}</p>
        ${s.length?a`<ul class="coverage">
              ${s.map(e=>a`
                  <li>
                    <span class="row small">
                      <span>${t.words.of("field",`${e.kind}_${e.field}`)}</span>
                      <span class="soft number told">${t.format.percent((e.percent??0)/100)}</span>
                    </span>
                    <span class="meter"><i style="inline-size:${e.percent??0}%"></i></span>
                  </li>
                `)}
            </ul>`:O("mdi:tag-outline",t.say("nothing_played"),t.say("empty_text"))}
      </section>
    `},w.styles=[I,T`.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));align-items:start}.wide{grid-column:1 / -1}.card{display:grid;gap:10px;align-content:start}.head{margin:0}.badge{display:inline-flex;align-items:center;gap:6px;padding:2px 10px;border-radius:12px;font-size:12px;font-weight:500;background:var(--mild)}.badge::before{content:"";width:8px;height:8px;border-radius:50%;background:var(--soft)}.badge.good::before{background:var(--success-color,#43a047)}.badge.bad::before{background:var(--error-color,#db4437);border-radius:2px}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}dl>div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}dd{text-align:end;font-weight:500;min-width:0}ul{display:grid;gap:8px}.row{justify-content:space-between;flex-wrap:nowrap}.told{white-space:nowrap}.meter{display:block;height:6px;margin-top:4px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.meter i.full{background:var(--warning-color,#ffa600)}.coverage{grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:12px 24px}.chip{justify-self:start}`];function k(y,$){return a`<span class="badge ${y}">${$}</span>`}function c(y,$){return a`<div><dt class="soft">${y}</dt><dd class="number">${$}</dd></div>`}S("spindle-services",w);export{w as Services};
