import{b as G,c as I}from"./chunk-5PVZIK4V.js";import{B as x,a as b,k as A,l as w,m as R,n as j,o as E}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as k,b as a,e as r,i as T,k as S,m as z}from"./chunk-PBTKIUYC.js";import{a as h,b as g,d as c}from"./chunk-YVDYIAWN.js";var M="/config/integrations/integration/spindle",$,p,o,N,O,B,C,H,u=class extends T{constructor(){super(...arguments);g(this,o);g(this,$,new b(this,()=>({type:"spindle/info"})));g(this,p,new b(this,()=>({type:"spindle/services"}),!1,A))}render(){let s=this.home;if(!s)return r;let{refusal:t}=h(this,p).answer,e=h(this,p).value;return a`
      <div class="grid">
        ${c(this,o,N).call(this)}
        ${t&&!e?a`<section class="card wide">${I(s,t,()=>h(this,p).refresh())}</section>`:r}
        ${!e&&!t?a`<section class="card">${x(3,48)}</section>`:r}
        ${e?.services.map(n=>c(this,o,O).call(this,n))} ${e?[c(this,o,B).call(this,e),c(this,o,C).call(this,e),c(this,o,H).call(this,e)]:r}
      </div>
    `}};$=new WeakMap,p=new WeakMap,o=new WeakSet,N=function(){let s=this.home,t=h(this,$).value,e=s.store.live;if(!t)return a`<section class="card">${x(3,48)}</section>`;let n=e?.problems??t.problems,i=e?.history.recording??t.history?.recording??!1,d=n.length?"bad":i?"good":"calm",y=t.history?.rooms.filter(m=>m.recorded)??[],f=t.history?.holds;return a`
      <section class="card">
        <div class="head"><h2>${s.say("recording")}</h2>${w(d,s.say(i?"recording_on":"recording_is_off"))}</div>
        ${n.map(m=>a`<p class="why">${s.words.of("problem",m)}</p>`)}
        <dl>
          ${l(s.say("store"),s.words.of("store",e?.store.state??t.store.state))}
          ${f?l(s.say("holds"),s.count("plays",f.plays)):r}
          ${f?.first_at?l(s.say("since"),s.format.date(f.first_at)):r}
          ${l(s.say("rooms_recorded"),y.map(m=>m.name).join(", ")||"\u2013")}
          ${l("Spindle",t.version)}
        </dl>
      </section>
    `},O=function(s){let t=this.home,e=Object.keys({...s.budgets,...s.spent});return a`
      <section class="card">
        <div class="head"><h2>${s.name}</h2>${R(t,s)}</div>
        <p class="soft">${j(t,s)}</p>
        <ul>
          ${e.map(n=>{let[i,d]=[s.spent[n]??0,s.budgets[n]],y=d?t.say("budget_of",{spent:t.format.number(i),budget:t.format.number(d)}):t.say("budget_none",{spent:t.format.number(i)});return a`
              <li>
                <span class="row small"><span class="cut">${n}</span><span class="soft number told">${y}</span></span>
                ${d?a`<span class="meter"><i class=${i>=d?"full":""} style="inline-size:${Math.min(100,100*i/d)}%"></i></span>`:r}
              </li>
            `})}
        </ul>
        <p class="small soft">${s.host}${s.waiting?` \xB7 ${t.say("calls_waiting",{count:t.format.number(s.waiting)})}`:""}</p>
      </section>
    `},B=function({backlog:s,completing:t}){let e=this.home;if(!s)return r;let n=s.tracks+s.albums+s.artists,i=s.done_at?e.say("done_about",{time:e.format.moment(s.done_at)}):"";return a`
      <section class="card">
        <div class="head">
          <h2>${e.say("backlog")}</h2>
          ${w(t?n?"calm":"good":"calm",e.say(t?n?"backlog_going":"backlog_done":"backlog_paused"))}
        </div>
        <p class="soft">${n?`${e.say("backlog_text")} ${i}`:e.say("backlog_nothing")}</p>
        <dl>
          ${l(e.say("kind_tracks"),e.format.number(s.tracks))} ${l(e.say("kind_albums"),e.format.number(s.albums))}
          ${l(e.say("kind_artists"),e.format.number(s.artists))}
        </dl>
      </section>
    `},C=function({off:s}){let t=this.home;return s.length?a`
      <section class="card">
        <div class="head"><h2>${t.say("off")}</h2></div>
        <p class="soft">${t.say("off_text")}</p>
        <ul>${s.map(e=>a`<li><b>${e.name}</b> <span class="small soft">${e.host}</span></li>`)}</ul>
        ${t.isAdministrator?a`<a class="chip" href=${M}>${t.say("to_settings")}</a>`:r}
      </section>
    `:r},H=function({coverage:s}){let t=this.home;return a`
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
            </ul>`:G("mdi:tag-outline",t.say("nothing_played"),t.say("empty_text"))}
      </section>
    `},u.styles=[S,E,k`.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));align-items:start}.wide{grid-column:1 / -1}.card{display:grid;gap:10px;align-content:start}.head{margin:0}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}dl>div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}dd{text-align:end;font-weight:500;min-width:0}ul{display:grid;gap:8px}.row{justify-content:space-between;flex-wrap:nowrap}.told{white-space:nowrap}.meter{display:block;height:6px;margin-top:4px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.meter i.full{background:var(--warning-color,#ffa600)}.coverage{grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:12px 24px}.chip{justify-self:start}`];function l(v,_){return a`<div><dt class="soft">${v}</dt><dd class="number">${_}</dd></div>`}z("spindle-services",u);export{u as Services};
