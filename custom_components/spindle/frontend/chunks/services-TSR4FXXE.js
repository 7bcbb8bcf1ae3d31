import{e as z,f as E}from"./chunk-VTKFDZ5Q.js";import{a as v,k as w,l as I,m as j,n as C,w as x}from"./chunk-YKWWFU2Y.js";import"./chunk-QBKVQDHL.js";import"./chunk-D7MAJZET.js";import"./chunk-OGYZFBDN.js";import"./chunk-77DOXEFD.js";import"./chunk-ZNJM2V5L.js";import{a as A,b as a,d as r,e as R,f as S,g as O}from"./chunk-F7F6TWCU.js";import{a as c,b as f,c as T,d as m}from"./chunk-YVDYIAWN.js";var M="/config/integrations/integration/spindle",q=2e4,y,p,u,o,G,N,B,K,L,$=class extends R{constructor(){super(...arguments);f(this,o);f(this,y,new v(this,()=>({type:"spindle/info"})));f(this,p,new v(this,()=>({type:"spindle/services"})));f(this,u)}connectedCallback(){super.connectedCallback(),T(this,u,setInterval(()=>{document.hidden||c(this,p).refresh()},q))}disconnectedCallback(){super.disconnectedCallback(),clearInterval(c(this,u))}render(){let s=this.home;if(!s)return r;let{refusal:e}=c(this,p).answer,t=c(this,p).value;return a`
      <div class="grid">
        ${m(this,o,G).call(this)}
        ${e&&!t?a`<section class="card wide">${E(s,e,()=>c(this,p).refresh())}</section>`:r}
        ${!t&&!e?a`<section class="card">${x(3,48)}</section>`:r}
        ${t?.services.map(n=>m(this,o,N).call(this,n))} ${t?[m(this,o,B).call(this,t),m(this,o,K).call(this,t),m(this,o,L).call(this,t)]:r}
      </div>
    `}};y=new WeakMap,p=new WeakMap,u=new WeakMap,o=new WeakSet,G=function(){let s=this.home,e=c(this,y).value,t=s.store.live;if(!e)return a`<section class="card">${x(3,48)}</section>`;let n=t?.problems??e.problems,i=t?.history.recording??e.history?.recording??!1,d=n.length?"bad":i?"good":"calm",b=e.history?.rooms.filter(h=>h.recorded)??[],g=e.history?.holds;return a`
      <section class="card">
        <div class="head"><h2>${s.say("recording")}</h2>${w(d,s.say(i?"recording_on":"recording_is_off"))}</div>
        ${n.map(h=>a`<p class="why">${s.words.of("problem",h)}</p>`)}
        <dl>
          ${l(s.say("store"),s.words.of("store",t?.store.state??e.store.state))}
          ${g?l(s.say("holds"),s.count("plays",g.plays)):r}
          ${g?.first_at?l(s.say("since"),s.format.date(g.first_at)):r}
          ${l(s.say("rooms_recorded"),b.map(h=>h.name).join(", ")||"\u2013")}
          ${l("Spindle",e.version)}
        </dl>
      </section>
    `},N=function(s){let e=this.home,t=Object.keys({...s.budgets,...s.spent});return a`
      <section class="card">
        <div class="head"><h2>${s.name}</h2>${I(e,s)}</div>
        <p class="soft">${j(e,s)}</p>
        <ul>
          ${t.map(n=>{let[i,d]=[s.spent[n]??0,s.budgets[n]],b=d?e.say("budget_of",{spent:e.format.number(i),budget:e.format.number(d)}):e.say("budget_none",{spent:e.format.number(i)});return a`
              <li>
                <span class="row small"><span class="cut">${n}</span><span class="soft number told">${b}</span></span>
                ${d?a`<span class="meter"><i class=${i>=d?"full":""} style="inline-size:${Math.min(100,100*i/d)}%"></i></span>`:r}
              </li>
            `})}
        </ul>
        <p class="small soft">${s.host}${s.waiting?` \xB7 ${e.say("calls_waiting",{count:e.format.number(s.waiting)})}`:""}</p>
      </section>
    `},B=function({backlog:s,completing:e}){let t=this.home;if(!s)return r;let n=s.tracks+s.albums+s.artists,i=s.done_at?t.say("done_about",{time:t.format.moment(s.done_at)}):"";return a`
      <section class="card">
        <div class="head">
          <h2>${t.say("backlog")}</h2>
          ${w(e?n?"calm":"good":"calm",t.say(e?n?"backlog_going":"backlog_done":"backlog_paused"))}
        </div>
        <p class="soft">${n?`${t.say("backlog_text")} ${i}`:t.say("backlog_nothing")}</p>
        <dl>
          ${l(t.say("kind_tracks"),t.format.number(s.tracks))} ${l(t.say("kind_albums"),t.format.number(s.albums))}
          ${l(t.say("kind_artists"),t.format.number(s.artists))}
        </dl>
      </section>
    `},K=function({off:s}){let e=this.home;return s.length?a`
      <section class="card">
        <div class="head"><h2>${e.say("off")}</h2></div>
        <p class="soft">${e.say("off_text")}</p>
        <ul>${s.map(t=>a`<li><b>${t.name}</b> <span class="small soft">${t.host}</span></li>`)}</ul>
        ${e.isAdministrator?a`<a class="chip" href=${M}>${e.say("to_settings")}</a>`:r}
      </section>
    `:r},L=function({coverage:s}){let e=this.home;return a`
      <section class="card wide">
        <div class="head"><h2>${e.say("coverage")}</h2></div>
        <p class="soft">${e.say("coverage_text")}</p>
        ${s.length?a`<ul class="coverage">
              ${s.map(t=>a`
                  <li>
                    <span class="row small">
                      <span>${e.words.of("field",`${t.kind}_${t.field}`)}</span>
                      <span class="soft number told">${e.format.percent((t.percent??0)/100)}</span>
                    </span>
                    <span class="meter"><i style="inline-size:${t.percent??0}%"></i></span>
                  </li>
                `)}
            </ul>`:z("mdi:tag-outline",e.say("nothing_played"),e.say("empty_text"))}
      </section>
    `},$.styles=[S,C,A`.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));align-items:start}.wide{grid-column:1 / -1}.card{display:grid;gap:10px;align-content:start}.head{margin:0}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}dl>div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}dd{text-align:end;font-weight:500;min-width:0}ul{display:grid;gap:8px}.row{justify-content:space-between;flex-wrap:nowrap}.told{white-space:nowrap}.meter{display:block;height:6px;margin-top:4px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.meter i.full{background:var(--warning-color,#ffa600)}.coverage{grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:12px 24px}.chip{justify-self:start}`];function l(_,k){return a`<div><dt class="soft">${_}</dt><dd class="number">${k}</dd></div>`}O("spindle-services",$);export{$ as Services};
