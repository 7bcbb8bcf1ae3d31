import{a as O}from"./chunk-BT7NRBWX.js";import{b as I,c as z}from"./chunk-5PVZIK4V.js";import{B as x,a as w,k as S,l as v,m as j,n as E,o as G}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as T,b as a,e as o,i as A,k as R,m as N}from"./chunk-PBTKIUYC.js";import{a as p,b as f,d as c}from"./chunk-YVDYIAWN.js";var F="/config/integrations/integration/spindle",y,$,m,n,B,C,H,M,q,D,g=class extends A{constructor(){super(...arguments);f(this,n);f(this,y,new O(this,1));f(this,$,new w(this,()=>({type:"spindle/info"})));f(this,m,new w(this,()=>({type:"spindle/services"}),!1,S))}render(){let s=this.home;if(!s)return o;let{refusal:t}=p(this,m).answer,e=p(this,m).value;return a`
      <div class="grid">
        ${c(this,n,C).call(this)}
        ${t&&!e?a`<section class="card wide">${z(s,t,()=>p(this,m).refresh())}</section>`:o}
        ${!e&&!t?a`<section class="card">${x(3,48)}</section>`:o}
        ${e?p(this,y).parts([e,s],()=>c(this,n,B).call(this,e)):o}
      </div>
    `}};y=new WeakMap,$=new WeakMap,m=new WeakMap,n=new WeakSet,B=function(s){return[...s.services.map(e=>()=>c(this,n,H).call(this,e)),()=>c(this,n,M).call(this,s),()=>c(this,n,q).call(this,s),()=>c(this,n,D).call(this,s)]},C=function(){let s=this.home,t=p(this,$).value,e=s.store.live;if(!t)return a`<section class="card">${x(3,48)}</section>`;let r=e?.problems??t.problems,i=e?.history.recording??t.history?.recording??!1,d=r.length?"bad":i?"good":"calm",b=t.history?.rooms.filter(h=>h.recorded)??[],u=t.history?.holds;return a`
      <section class="card">
        <div class="head"><h2>${s.say("recording")}</h2>${v(d,s.say(i?"recording_on":"recording_is_off"))}</div>
        ${r.map(h=>a`<p class="why">${s.words.of("problem",h)}</p>`)}
        <dl>
          ${l(s.say("store"),s.words.of("store",e?.store.state??t.store.state))}
          ${u?l(s.say("holds"),s.count("plays",u.plays)):o}
          ${u?.first_at?l(s.say("since"),s.format.date(u.first_at)):o}
          ${l(s.say("rooms_recorded"),b.map(h=>h.name).join(", ")||"\u2013")}
          ${l("Spindle",t.version)}
        </dl>
      </section>
    `},H=function(s){let t=this.home,e=Object.keys({...s.budgets,...s.spent});return a`
      <section class="card">
        <div class="head"><h2>${s.name}</h2>${j(t,s)}</div>
        <p class="soft">${E(t,s)}</p>
        <ul>
          ${e.map(r=>{let[i,d]=[s.spent[r]??0,s.budgets[r]],b=d?t.say("budget_of",{spent:t.format.number(i),budget:t.format.number(d)}):t.say("budget_none",{spent:t.format.number(i)});return a`
              <li>
                <span class="row small"><span class="cut">${r}</span><span class="soft number told">${b}</span></span>
                ${d?a`<span class="meter"><i class=${i>=d?"full":""} style="inline-size:${Math.min(100,100*i/d)}%"></i></span>`:o}
              </li>
            `})}
        </ul>
        <p class="small soft">${s.host}${s.waiting?` \xB7 ${t.say("calls_waiting",{count:t.format.number(s.waiting)})}`:""}</p>
      </section>
    `},M=function({backlog:s,completing:t}){let e=this.home;if(!s)return o;let r=s.tracks+s.albums+s.artists,i=s.done_at?e.say("done_about",{time:e.format.moment(s.done_at)}):"";return a`
      <section class="card">
        <div class="head">
          <h2>${e.say("backlog")}</h2>
          ${v(t?r?"calm":"good":"calm",e.say(t?r?"backlog_going":"backlog_done":"backlog_paused"))}
        </div>
        <p class="soft">${r?`${e.say("backlog_text")} ${i}`:e.say("backlog_nothing")}</p>
        <dl>
          ${l(e.say("kind_tracks"),e.format.number(s.tracks))} ${l(e.say("kind_albums"),e.format.number(s.albums))}
          ${l(e.say("kind_artists"),e.format.number(s.artists))}
        </dl>
      </section>
    `},q=function({off:s}){let t=this.home;return s.length?a`
      <section class="card">
        <div class="head"><h2>${t.say("off")}</h2></div>
        <p class="soft">${t.say("off_text")}</p>
        <ul>${s.map(e=>a`<li><b>${e.name}</b> <span class="small soft">${e.host}</span></li>`)}</ul>
        ${t.isAdministrator?a`<a class="chip" href=${F}>${t.say("to_settings")}</a>`:o}
      </section>
    `:o},D=function({coverage:s}){let t=this.home;return a`
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
            </ul>`:I("mdi:tag-outline",t.say("nothing_played"),t.say("empty_text"))}
      </section>
    `},g.styles=[R,G,T`.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));align-items:start}.wide{grid-column:1 / -1}.card{display:grid;gap:10px;align-content:start}.head{margin:0}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}dl>div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}dd{text-align:end;font-weight:500;min-width:0}ul{display:grid;gap:8px}.row{justify-content:space-between;flex-wrap:nowrap}.told{white-space:nowrap}.meter{display:block;height:6px;margin-top:4px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.meter i.full{background:var(--warning-color,#ffa600)}.coverage{grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:12px 24px}.chip{justify-self:start}`];function l(_,k){return a`<div><dt class="soft">${_}</dt><dd class="number">${k}</dd></div>`}N("spindle-services",g);export{g as Services};
