import{a as k}from"./chunk-XWELMMNL.js";import{a as N,b as W,c as v}from"./chunk-O6SMP4XC.js";import"./chunk-T7YERML5.js";import"./chunk-DVRFUT3I.js";import{a as X}from"./chunk-HBKTKCXG.js";import{b as G,c as q}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as w}from"./chunk-6GWUFAB3.js";import"./chunk-BT4DBJ3W.js";import"./chunk-Y7GFOJXM.js";import"./chunk-U2JUCVBT.js";import{a as L}from"./chunk-URNN75ZU.js";import{G as C,H as I,I as j,J as B,K as H,L as K,S as P,T as m,U,a as z,b as a,c as M,e as g,i as S,k as $,l as D,n as x,o as E,v as h,w as b,z as O}from"./chunk-QOHPUL5T.js";var F=100,f=28;function _(d){let t=Math.max(1,...d),s=(r,o)=>o/Math.max(1,d.length-1)*F,e=r=>f-1-r/t*(f-3),i=N().x(s).y(e).curve(v)([...d]),n=W().x(s).y0(f).y1(e).curve(v)([...d]);return a`
    <svg viewBox="0 0 ${F} ${f}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${f}px">
      ${M`<path d=${n??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${i??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function R(d,t=40){let s=Math.ceil(d.length/t),e=[];return d.forEach((i,n)=>{let r=Math.floor(n/s);e[r]=(e[r]??0)+i}),e}var J=14,Q=["artists","albums","tracks"],V={today:7,last_7_days:7,last_30_days:30,last_90_days:90},T=class extends ${static{this.properties={...$.properties,period:{},kind:{state:!0}}}#e=new S(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0);#a=new X(this,1);#t;constructor(){super(),this.period="last_30_days",this.kind="artists"}updated(){this.#t??=this.home?.store.onLive(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#t?.(),this.#t=void 0}render(){let t=this.home;if(!t)return g;let{refusal:s}=this.#e.answer,e=this.#e.value?.answers.overview;return s&&!e?a`<div class="card">${q(t,s,()=>this.#e.refresh())}</div>`:a`
      <section class="card now" aria-label=${t.say("now_playing")}>
        ${I(t,t.store.live?.rooms??[])}
      </section>
      ${!e||e.recent.length||e.totals.plays?this.#r(e):this.#m(e)}
    `}#r(t){let s=[this.#n,this.#i,this.#o,this.#d,this.#l,this.#p,this.#c],[e,i,n,r,o,l,p]=t?this.#a.parts([t,this.home,this.kind],()=>s.map(c=>()=>c(t))):[];return a`
      <div class="grid ${t&&this.#e.isStale&&!this.#e.answer.value?"old":""}" aria-busy=${p?g:"true"}>
        ${e??a`<p class="lead">${m("min(80%, 520px)","24px","margin:2px 0")}</p>`}
        ${i??a`<div class="figures">${Q.concat("artists").map(()=>a`<div class="card figure">${m("100%","var(--figure)")}</div>`)}</div>`}
        <section class="card leaders">${n??a`${m("40%","24px","margin:4px 0 56px")}${U(5,60)}`}</section>
        <section class="card week">${r??a`${m("50%","24px","margin:4px 0 16px")}${m("238px","238px","border-radius:50%;margin:24px auto 40.3px")}`}</section>
        <section class="card days">${o??a`${m("30%","24px","margin:4px 0 16px")}${m("100%",V[this.period]?"194px":"198.6px")}`}</section>
        ${l} ${p}
      </div>
    `}#n=({totals:t,artists:s})=>{let e=this.home,i=e.words.of("in",this.period);if(!t.plays)return a`<p class="lead">${e.say("lead_nothing",{period:i})}</p>`;let n=s.rows[0],r=!k(e,t.unknown_time),o=[e.say(r?"lead":"lead_at_least",{period:i,duration:e.format.duration(t.seconds,"long")})];if(t.seconds_change!==null){let l=e.format.percent(Math.abs(t.seconds_change));o.push(e.say(t.seconds_change<0?"lead_less":"lead_more",{change:l}))}return n&&n.share>.01&&o.push(e.say("lead_artist",{name:n.name})),a`<p class="lead">${o.join(" ")}</p>`};#i=({totals:t,discovery:s,streaks:e,heat_map:i,today:n})=>{let r=this.home,{format:o}=r,l=s.artists.reduce((y,A)=>y+A,0),p=e.current?.days??0,c=p>0&&!e.played_today,u=r.say("streak_text",{count:r.count("days",e.longest?.days??0)});return a`
      <dl class="figures">
        ${this.#s(r.say("plays"),o.number(t.plays),t.plays_change,_(R(i.plays)),r.say("today_so_far",{plays:r.count("plays",n.plays)}))}
        ${this.#s(r.say("listening_time"),o.duration(t.seconds),t.seconds_change,_(R(i.seconds)),k(r,t.unknown_time,"time_unknown_short"))}
        ${this.#s(r.say("new_artists"),o.number(l),null,Y(s.score??0),r.words.of("discovery",s.reading))}
        ${this.#s(r.say("streak"),o.number(p),null,Z(p,c),c?r.say("streak_open"):u)}
      </dl>
    `};#s(t,s,e,i,n=""){let r=this.home,o=e===null?n:a`<span class="change ${e>=0?"up":"down"}" title=${r.say("against_before")}>${r.format.change(e)}</span> ${n||r.say("against_before")}`;return a`
      <div class="card figure">
        <dt class="soft">${t}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${o}</span>
          <span class="course" aria-hidden="true">${i}</span>
        </dd>
      </div>
    `}#o=t=>{let s=this.home,e=this.kind,i=h("top",{kind:e,period:this.period});return a`
      <div class="head">
        <h2>${s.words.of("top",e)}</h2>
        <a class="chip" href=${i}>${s.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${s.words.of("top",e)}>
        ${Q.map(n=>a`<button class="chip" aria-pressed=${n===e} @click=${()=>this.kind=n}>${s.words.of("kind",n)}</button>`)}
      </div>
      ${t[e].rows.length?K(s,t[e].rows,{kind:e,towards:`${i}&open=`}):a`<p class="soft none">${s.say("nothing_played")}</p>`}
    `};#d=({clock:t})=>{let s=({detail:e})=>b(h("history",e));return a`<spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${t.plays} @spindle-pick=${s}></spindle-clock>`};#l=({heat_map:{first:t,plays:s}})=>{let e=this.home,i=e.format.dayOf(Date.now()/1e3),n=({detail:l})=>b(h("history",{day:l.day})),r=V[this.period];if(!r)return a`<spindle-calendar .home=${e} .heading=${e.say("calendar")} .first=${t} .plays=${s} .today=${i} @spindle-pick=${n}></spindle-calendar>`;let o=Array.from({length:r},(l,p)=>{let c=w.offset(x(i),p-r+1),u=E(c),y=t?s[w.count(x(t),c)]??0:0;return{short:()=>r>7?e.format.day(u,"brief"):e.format.weekday((c.getUTCDay()+6)%7,"short"),long:()=>e.format.day(u),value:y,detail:{day:u}}});return a`<spindle-bars .home=${e} .heading=${e.say("by_day")} .bars=${o} height="170" @spindle-pick=${n}></spindle-bars>`};#p=({recent:t})=>{let s=this.home;return a`
      <section class="card just">
        <div class="head">
          <h2>${s.say("recent")}</h2>
          <a class="chip" href=${h("history")}>${s.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${t.map(e=>B(s,e))}
        </ul>
      </section>
    `};#c=({on_this_day:t})=>{let s=this.home;return a`
      <section class="card memories">
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${t.length?g:a`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${t.slice(0,5).map(e=>{let[i,n]=[e.artists[0],e.tracks[0]];return a`
            <li>
              <a href=${h("history",{day:e.day})}>
                ${O(i?.name??"",40)}
                <span class="two">
                  <b class="cut">${s.count("years_ago",e.years_ago)}</b>
                  <span class="line">
                    <span class="small soft cut">
                      ${s.say("memory",{plays:s.count("plays",e.plays),artist:i?.name??""})}${n?a` · <bdi>${n.name}</bdi>`:g}
                    </span>
                    ${C(s,n?.lidarr)}
                  </span>
                </span>
              </a>
            </li>
          `})}
      </ul>
      </section>
    `};#m(t){let s=this.home;if(t.streaks.days)return a`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let e=s.isAdministrator?{label:s.say("to_import"),href:h("import")}:void 0;return a`<div class="card">${G("mdi:record-player",s.say("empty"),s.say("empty_text"),e)}</div>`}static{this.styles=[D,P,j,H,z`:host{display:grid;gap:16px;--figure:113px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure{box-sizing:border-box;min-height:calc(var(--figure) + 34px)}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{min-height:16px}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:1000px){.figure{--figure:129px}.about{min-height:32px}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure{--figure:123px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`]}};function Y(d){return a`<span class="meter"><i style="inline-size:${d}%"></i></span>`}function Z(d,t){let s=Array.from({length:J},(e,i)=>J-i-(t?1:0));return a`<span class="beads">${s.map(e=>a`<i class=${e===0?"open":e<=d?"on":""}></i>`)}</span>`}L("spindle-overview",T);export{T as Overview};
