import{a as ie,b as oe,c as O}from"./chunk-O6SMP4XC.js";import"./chunk-6IPQBH5X.js";import"./chunk-DVRFUT3I.js";import{a as de}from"./chunk-BT7NRBWX.js";import{b as ae,c as re}from"./chunk-5PVZIK4V.js";import{A as u,B as te,a as N,f as x,g as F,j as J,q as Q,r as V,s as Y,t as Z,u as ee,z as se}from"./chunk-DMZNIXUR.js";import"./chunk-QBKVQDHL.js";import{a as K}from"./chunk-KXHTFRD6.js";import{b as H,c as X}from"./chunk-DYE5FGLR.js";import"./chunk-MBYI57JF.js";import"./chunk-OUXWF6LK.js";import"./chunk-MTIRA2WT.js";import{a as q,b as a,c as L,e as R,j as C,k as W,m as ne}from"./chunk-PBTKIUYC.js";import{a as o,b as p,c as B,d as y}from"./chunk-YVDYIAWN.js";var le=100,v=28;function P(d){let f=Math.max(1,...d),t=(n,r)=>r/Math.max(1,d.length-1)*le,s=n=>v-1-n/f*(v-3),e=ie().x(t).y(s).curve(O)([...d]),i=oe().x(t).y0(v).y1(s).curve(O)([...d]);return a`
    <svg viewBox="0 0 ${le} ${v}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${v}px">
      ${L`<path d=${i??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${e??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function G(d,f=40){let t=Math.ceil(d.length/f),s=[];return d.forEach((e,i)=>{let n=Math.floor(i/t);s[n]=(s[n]??0)+e}),s}var pe=14,ce=["artists","albums","tracks"],he={today:7,last_7_days:7,last_30_days:30,last_90_days:90},g,T,b,c,me,A,z,_,S,D,M,E,I,ue,k=class extends C{constructor(){super();p(this,c);p(this,g,new N(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0));p(this,T,new de(this,1));p(this,b);p(this,A,({totals:t,artists:s})=>{let e=this.home,i=e.words.of("in",this.period);if(!t.plays)return a`<p class="lead">${e.say("lead_nothing",{period:i})}</p>`;let n=s.rows[0],r=[e.say("lead",{period:i,duration:e.format.duration(t.seconds,"long")})];if(t.seconds_change!==null){let l=e.format.percent(Math.abs(t.seconds_change));r.push(e.say(t.seconds_change<0?"lead_less":"lead_more",{change:l}))}return n&&n.share>.01&&r.push(e.say("lead_artist",{name:n.name})),a`<p class="lead">${r.join(" ")}</p>`});p(this,z,({totals:t,discovery:s,streaks:e,heat_map:i,today:n})=>{let r=this.home,{format:l}=r,$=s.artists.reduce((j,U)=>j+U,0),h=e.current?.days??0,m=h>0&&!e.played_today,w=r.say("streak_text",{count:r.count("days",e.longest?.days??0)});return a`
      <dl class="figures">
        ${y(this,c,_).call(this,r.say("plays"),l.number(t.plays),t.plays_change,P(G(i.plays)),r.say("today_so_far",{plays:r.count("plays",n.plays)}))}
        ${y(this,c,_).call(this,r.say("listening_time"),l.duration(t.seconds),t.seconds_change,P(G(i.seconds)))}
        ${y(this,c,_).call(this,r.say("new_artists"),l.number($),null,ge(s.score??0),r.words.of("discovery",s.reading))}
        ${y(this,c,_).call(this,r.say("streak"),l.number(h),null,ye(h,m),m?r.say("streak_open"):w)}
      </dl>
    `});p(this,S,t=>{let s=this.home,e=this.kind,i=x("top",{kind:e,period:this.period});return a`
      <div class="head">
        <h2>${s.words.of("top",e)}</h2>
        <a class="chip" href=${i}>${s.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${s.words.of("top",e)}>
        ${ce.map(n=>a`<button class="chip" aria-pressed=${n===e} @click=${()=>this.kind=n}>${s.words.of("kind",n)}</button>`)}
      </div>
      ${t[e].rows.length?ee(s,t[e].rows,{kind:e,towards:`${i}&open=`}):a`<p class="soft none">${s.say("nothing_played")}</p>`}
    `});p(this,D,({clock:t})=>a`<spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${t.plays}></spindle-clock>`);p(this,M,({heat_map:{first:t,plays:s}})=>{let e=this.home,i=e.format.dayOf(Date.now()/1e3),n=({detail:$})=>F(x("history",{day:$.day})),r=he[this.period];if(!r)return a`<spindle-calendar .home=${e} .heading=${e.say("calendar")} .first=${t} .plays=${s} .today=${i} @spindle-pick=${n}></spindle-calendar>`;let l=Array.from({length:r},($,h)=>{let m=K.offset(H(i),h-r+1),w=X(m),j=t?s[K.count(H(t),m)]??0:0;return{short:()=>r>7?e.format.day(w,"brief"):e.format.weekday((m.getUTCDay()+6)%7,"short"),long:()=>e.format.day(w),value:j,detail:{day:w}}});return a`<spindle-bars .home=${e} .heading=${e.say("by_day")} .bars=${l} height="170" @spindle-pick=${n}></spindle-bars>`});p(this,E,({recent:t})=>{let s=this.home;return a`
      <section class="card just">
        <div class="head">
          <h2>${s.say("recent")}</h2>
          <a class="chip" href=${x("history")}>${s.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${t.map(e=>Y(s,e))}
        </ul>
      </section>
    `});p(this,I,({on_this_day:t})=>{let s=this.home;return a`
      <section class="card memories">
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${t.length?R:a`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${t.slice(0,5).map(e=>{let[i,n]=[e.artists[0],e.tracks[0]];return a`
            <li>
              <a href=${x("history",{day:e.day})}>
                ${J(i?.name??"",40)}
                <span class="two">
                  <b class="cut">${s.count("years_ago",e.years_ago)}</b>
                  <span class="small soft cut">
                    ${s.say("memory",{plays:s.count("plays",e.plays),artist:i?.name??""})}${n?` \xB7 ${n.name}`:""}
                  </span>
                </span>
              </a>
            </li>
          `})}
      </ul>
      </section>
    `});this.period="last_30_days",this.kind="artists"}updated(){o(this,b)??B(this,b,this.home?.store.onLive(()=>this.requestUpdate()))}disconnectedCallback(){var t;super.disconnectedCallback(),(t=o(this,b))==null||t.call(this),B(this,b,void 0)}render(){let t=this.home;if(!t)return R;let{refusal:s}=o(this,g).answer,e=o(this,g).value?.answers.overview;return s&&!e?a`<div class="card">${re(t,s,()=>o(this,g).refresh())}</div>`:a`
      <section class="card now" aria-label=${t.say("now_playing")}>
        ${Q(t,t.store.live?.rooms??[])}
      </section>
      ${!e||e.recent.length||e.totals.plays?y(this,c,me).call(this,e):y(this,c,ue).call(this,e)}
    `}};g=new WeakMap,T=new WeakMap,b=new WeakMap,c=new WeakSet,me=function(t){let s=[o(this,A),o(this,z),o(this,S),o(this,D),o(this,M),o(this,E),o(this,I)],[e,i,n,r,l,$,h]=t?o(this,T).parts([t,this.home,this.kind],()=>s.map(m=>()=>m(t))):[];return a`
      <div class="grid ${t&&o(this,g).isStale&&!o(this,g).answer.value?"old":""}" aria-busy=${h?R:"true"}>
        ${e??a`<p class="lead">${u("min(80%, 520px)","24px","margin:2px 0")}</p>`}
        ${i??a`<div class="figures">${ce.concat("artists").map(()=>a`<div class="card figure">${u("100%","var(--figure)")}</div>`)}</div>`}
        <section class="card leaders">${n??a`${u("40%","24px","margin:4px 0 56px")}${te(5,60)}`}</section>
        <section class="card week">${r??a`${u("50%","24px","margin:4px 0 16px")}${u("238px","238px","border-radius:50%;margin:24px auto 40.3px")}`}</section>
        <section class="card days">${l??a`${u("30%","24px","margin:4px 0 16px")}${u("100%",he[this.period]?"194px":"198.6px")}`}</section>
        ${$} ${h}
      </div>
    `},A=new WeakMap,z=new WeakMap,_=function(t,s,e,i,n=""){let r=this.home,l=e===null?a`<span class="cut">${n}</span>`:a`<span class="change ${e>=0?"up":"down"}" title=${r.say("against_before")}>${r.format.change(e)}</span>
            <span class="cut">${n||r.say("against_before")}</span>`;return a`
      <div class="card figure">
        <dt class="soft">${t}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${l}</span>
          <span class="course" aria-hidden="true">${i}</span>
        </dd>
      </div>
    `},S=new WeakMap,D=new WeakMap,M=new WeakMap,E=new WeakMap,I=new WeakMap,ue=function(t){let s=this.home;if(t.streaks.days)return a`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let e=s.isAdministrator?{label:s.say("to_import"),href:x("import")}:void 0;return a`<div class="card">${ae("mdi:record-player",s.say("empty"),s.say("empty_text"),e)}</div>`},k.properties={...C.properties,period:{},kind:{state:!0}},k.styles=[W,se,V,Z,q`:host{display:grid;gap:16px;--figure:113px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure{box-sizing:border-box;min-height:calc(var(--figure) + 34px)}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{display:flex;gap:6px;min-height:16px;min-width:0}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure{--figure:107px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`];function ge(d){return a`<span class="meter"><i style="inline-size:${d}%"></i></span>`}function ye(d,f){let t=Array.from({length:pe},(s,e)=>pe-e-(f?1:0));return a`<span class="beads">${t.map(s=>a`<i class=${s===0?"open":s<=d?"on":""}></i>`)}</span>`}ne("spindle-overview",k);export{k as Overview};
