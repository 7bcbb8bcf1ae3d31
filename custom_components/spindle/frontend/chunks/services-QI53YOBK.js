import{a as R}from"./chunk-HBKTKCXG.js";import{b as T,c as S}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as A}from"./chunk-URNN75ZU.js";import{A as v,B as h,C as x,D as _,E as k,U as f,a as y,b as a,e as n,i as m,j as $,l as b,p as w}from"./chunk-QOHPUL5T.js";var j="/config/integrations/integration/spindle",u=class extends ${#t=new R(this,1);#e=new m(this,()=>({type:"spindle/info"}));#s=new m(this,()=>({type:"spindle/services"}),!1,v);render(){let s=this.home;if(!s)return n;let{refusal:t}=this.#s.answer,e=this.#s.value;return a`
      <div class="grid">
        ${this.#n()}
        ${t&&!e?a`<section class="card wide">${S(s,t,()=>this.#s.refresh())}</section>`:n}
        ${!e&&!t?a`<section class="card">${f(3,48)}</section>`:n}
        ${e?this.#t.parts([e,s],()=>this.#a(e)):n}
      </div>
    `}#a(s){return[...s.services.map(e=>()=>this.#o(e)),()=>this.#r(s),()=>this.#i(s),()=>this.#l(s)]}#n(){let s=this.home,t=this.#e.value,e=s.store.live;if(!t)return a`<section class="card">${f(3,48)}</section>`;let o=e?.problems??t.problems,r=e?.history.recording??t.history?.recording??!1,l=o.length?"bad":r?"good":"calm",p=t.history?.rooms.filter(d=>d.recorded)??[],c=t.history?.holds;return a`
      <section class="card">
        <div class="head"><h2>${s.say("recording")}</h2>${h(l,s.say(r?"recording_on":"recording_is_off"))}</div>
        ${o.map(d=>a`<p class="why">${s.words.of("problem",d)}</p>`)}
        <dl>
          ${i(s.say("store"),s.words.of("store",e?.store.state??t.store.state))}
          ${c?i(s.say("holds"),s.count("plays",c.plays)):n}
          ${c?.first_at?i(s.say("since"),s.format.date(c.first_at)):n}
          ${i(s.say("rooms_recorded"),p.map(d=>w(d.name)).join(", ")||"\u2013")}
          ${i("Spindle",t.version)}
        </dl>
      </section>
    `}#o(s){let t=this.home,e=Object.keys({...s.budgets,...s.spent});return a`
      <section class="card">
        <div class="head"><h2>${s.name}</h2>${x(t,s)}</div>
        <p class="soft">${_(t,s)}</p>
        <ul>
          ${e.map(o=>{let[r,l]=[s.spent[o]??0,s.budgets[o]],p=l?t.say("budget_of",{spent:t.format.number(r),budget:t.format.number(l)}):t.say("budget_none",{spent:t.format.number(r)});return a`
              <li>
                <span class="row small"><span class="cut">${o}</span><span class="soft number told">${p}</span></span>
                ${l?a`<span class="meter"><i class=${r>=l?"full":""} style="inline-size:${Math.min(100,100*r/l)}%"></i></span>`:n}
              </li>
            `})}
        </ul>
        <p class="small soft">${s.host}${s.waiting?` \xB7 ${t.say("calls_waiting",{count:t.format.number(s.waiting)})}`:""}</p>
      </section>
    `}#r({backlog:s,completing:t}){let e=this.home;if(!s)return n;let o=s.tracks+s.albums+s.artists,r=s.done_at?e.say("done_about",{time:e.format.moment(s.done_at)}):"";return a`
      <section class="card">
        <div class="head">
          <h2>${e.say("backlog")}</h2>
          ${h(t?o?"calm":"good":"calm",e.say(t?o?"backlog_going":"backlog_done":"backlog_paused"))}
        </div>
        <p class="soft">${o?`${e.say("backlog_text")} ${r}`:e.say("backlog_nothing")}</p>
        <dl>
          ${i(e.say("kind_tracks"),e.format.number(s.tracks))} ${i(e.say("kind_albums"),e.format.number(s.albums))}
          ${i(e.say("kind_artists"),e.format.number(s.artists))}
        </dl>
      </section>
    `}#i({off:s}){let t=this.home;return s.length?a`
      <section class="card">
        <div class="head"><h2>${t.say("off")}</h2></div>
        <p class="soft">${t.say("off_text")}</p>
        <ul>${s.map(e=>a`<li><b>${e.name}</b> <span class="small soft">${e.host}</span></li>`)}</ul>
        ${t.isAdministrator?a`<a class="chip" href=${j}>${t.say("to_settings")}</a>`:n}
      </section>
    `:n}#l({coverage:s}){let t=this.home;return a`
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
            </ul>`:T("mdi:tag-outline",t.say("nothing_played"),t.say("empty_text"))}
      </section>
    `}static{this.styles=[b,k,y`.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));align-items:start}.wide{grid-column:1 / -1}.card{display:grid;gap:10px;align-content:start}.head{margin:0}.why{padding:8px 12px;border-radius:10px;background:color-mix(in srgb,var(--error-color,#db4437) 12%,transparent)}dl>div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}dd{text-align:var(--end);font-weight:500;min-width:0}ul{display:grid;gap:8px}.row{justify-content:space-between;flex-wrap:nowrap}.told{white-space:nowrap}.meter{display:block;height:6px;margin-top:4px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.meter i.full{background:var(--warning-color,#ffa600)}.coverage{grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:12px 24px}.chip{justify-self:start}`]}};function i(g,s){return a`<div><dt class="soft">${g}</dt><dd class="number">${s}</dd></div>`}A("spindle-services",u);export{u as Services};
