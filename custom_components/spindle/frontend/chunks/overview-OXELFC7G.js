import{a as de,b as le,c as O}from"./chunk-O6SMP4XC.js";import"./chunk-3YS2CVX4.js";import"./chunk-VGKQWLS7.js";import{c as ie,d as oe}from"./chunk-ZKFGCEKN.js";import{a as N,f,g as J,j as Q,q as V,r as Y,s as Z,t as ee,u as se,v as te,x as ae,y as h,z as re}from"./chunk-MGXOCYN4.js";import"./chunk-QBKVQDHL.js";import{a as K}from"./chunk-LSXVI65J.js";import{b as H,c as F}from"./chunk-DYE5FGLR.js";import"./chunk-VALEFHEP.js";import"./chunk-UJ2WCCCS.js";import"./chunk-VVBZ2IWD.js";import{a as q,b as a,c as L,e as R,f as W,h as C,i as X,k as ne}from"./chunk-ET3WA277.js";import{a as o,b as p,c as B,d as u}from"./chunk-YVDYIAWN.js";var pe=100,w=28;function P(d){let g=Math.max(1,...d),t=(i,n)=>n/Math.max(1,d.length-1)*pe,s=i=>w-1-i/g*(w-3),e=de().x(t).y(s).curve(O)([...d]),r=le().x(t).y0(w).y1(s).curve(O)([...d]);return a`
    <svg viewBox="0 0 ${pe} ${w}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${w}px">
      ${L`<path d=${r??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${e??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function G(d,g=40){let t=Math.ceil(d.length/g),s=[];return d.forEach((e,r)=>{let i=Math.floor(r/t);s[i]=(s[i]??0)+e}),s}var ce=14,he=7,me=["artists","albums","tracks"],ue={today:7,last_7_days:7,last_30_days:30,last_90_days:90},m,T,$,c,ge,A,z,k,S,D,M,E,I,ye,v=class extends C{constructor(){super();p(this,c);p(this,m,new N(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0));p(this,T,new W(this,1,1));p(this,$);p(this,A,({totals:t,artists:s})=>{let e=this.home,r=e.words.of("in",this.period);if(!t.plays)return a`<p class="lead">${e.say("lead_nothing",{period:r})}</p>`;let i=s.rows[0],n=[e.say("lead",{period:r,duration:e.format.duration(t.seconds,"long")})];if(t.seconds_change!==null){let l=e.format.percent(Math.abs(t.seconds_change));n.push(e.say(t.seconds_change<0?"lead_less":"lead_more",{change:l}))}return i&&i.share>.01&&n.push(e.say("lead_artist",{name:i.name})),a`<p class="lead">${n.join(" ")}</p>`});p(this,z,({totals:t,discovery:s,streaks:e,heat_map:r,today:i})=>{let n=this.home,{format:l}=n,_=s.artists.reduce((j,U)=>j+U,0),x=e.current?.days??0,y=x>0&&!e.played_today,b=n.say("streak_text",{count:n.count("days",e.longest?.days??0)});return a`
      <dl class="figures">
        ${u(this,c,k).call(this,n.say("plays"),l.number(t.plays),t.plays_change,P(G(r.plays)),n.say("today_so_far",{plays:n.count("plays",i.plays)}))}
        ${u(this,c,k).call(this,n.say("listening_time"),l.duration(t.seconds),t.seconds_change,P(G(r.seconds)))}
        ${u(this,c,k).call(this,n.say("new_artists"),l.number(_),null,fe(s.score??0),n.words.of("discovery",s.reading))}
        ${u(this,c,k).call(this,n.say("streak"),l.number(x),null,$e(x,y),y?n.say("streak_open"):b)}
      </dl>
    `});p(this,S,t=>{let s=this.home,e=this.kind,r=f("top",{kind:e,period:this.period});return a`
      <div class="head">
        <h2>${s.words.of("top",e)}</h2>
        <a class="chip" href=${r}>${s.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${s.words.of("top",e)}>
        ${me.map(i=>a`<button class="chip" aria-pressed=${i===e} @click=${()=>this.kind=i}>${s.words.of("kind",i)}</button>`)}
      </div>
      ${t[e].rows.length?te(s,t[e].rows,{kind:e,towards:`${r}&open=`}):a`<p class="soft none">${s.say("nothing_played")}</p>`}
    `});p(this,D,({clock:t})=>a`<spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${t.plays}></spindle-clock>`);p(this,M,({heat_map:{first:t,plays:s}})=>{let e=this.home,r=e.format.dayOf(Date.now()/1e3),i=({detail:_})=>J(f("history",{day:_.day})),n=ue[this.period];if(!n)return a`<spindle-calendar .home=${e} .heading=${e.say("calendar")} .first=${t} .plays=${s} .today=${r} @spindle-pick=${i}></spindle-calendar>`;let l=Array.from({length:n},(_,x)=>{let y=K.offset(H(r),x-n+1),b=F(y),j=t?s[K.count(H(t),y)]??0:0;return{short:()=>n>7?e.format.day(b,"brief"):e.format.weekday((y.getUTCDay()+6)%7,"short"),long:()=>e.format.day(b),value:j,detail:{day:b}}});return a`<spindle-bars .home=${e} .heading=${e.say("by_day")} .bars=${l} height="170" @spindle-pick=${i}></spindle-bars>`});p(this,E,({recent:t})=>{let s=this.home;return a`
      <section class="card just">
        <div class="head">
          <h2>${s.say("recent")}</h2>
          <a class="chip" href=${f("history")}>${s.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${t.map(e=>Z(s,e))}
        </ul>
      </section>
    `});p(this,I,({on_this_day:t})=>{let s=this.home;return a`
      <section class="card memories">
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${t.length?R:a`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${t.slice(0,5).map(e=>{let[r,i]=[e.artists[0],e.tracks[0]];return a`
            <li>
              <a href=${f("history",{day:e.day})}>
                ${Q(r?.name??"",40)}
                <span class="two">
                  <b class="cut">${s.count("years_ago",e.years_ago)}</b>
                  <span class="small soft cut">
                    ${s.say("memory",{plays:s.count("plays",e.plays),artist:r?.name??""})}${i?` \xB7 ${i.name}`:""}
                  </span>
                </span>
              </a>
            </li>
          `})}
      </ul>
      </section>
    `});this.period="last_30_days",this.kind="artists"}updated(){o(this,$)??B(this,$,this.home?.store.onLive(()=>this.requestUpdate()))}disconnectedCallback(){var t;super.disconnectedCallback(),(t=o(this,$))==null||t.call(this),B(this,$,void 0)}render(){let t=this.home;if(!t)return R;let{refusal:s}=o(this,m).answer,e=o(this,m).value?.answers.overview;return s&&!e?a`<div class="card">${oe(t,s,()=>o(this,m).refresh())}</div>`:a`
      <section class="card now" aria-label=${t.say("now_playing")}>
        ${V(t,t.store.live?.rooms??[])}
      </section>
      ${!e||e.recent.length||e.totals.plays?u(this,c,ge).call(this,e):u(this,c,ye).call(this,e)}
    `}};m=new WeakMap,T=new WeakMap,$=new WeakMap,c=new WeakSet,ge=function(t){let s=t?o(this,T).upTo(he):0,e=[t,this.home,this.period,this.kind],r=(i,n,l)=>t&&i<s?se(e,()=>n(t)):l;return a`
      <div class="grid ${t&&o(this,m).isStale&&!o(this,m).answer.value?"old":""}" aria-busy=${s<he?"true":R}>
        ${r(0,o(this,A),a`<p class="lead">${h("min(80%, 520px)","24px","margin:2px 0")}</p>`)}
        ${r(1,o(this,z),a`<div class="figures">${me.concat("artists").map(()=>a`<div class="card figure">${h("100%","var(--figure)")}</div>`)}</div>`)}
        <section class="card leaders">${r(2,o(this,S),a`${h("40%","24px","margin:4px 0 56px")}${re(5,60)}`)}</section>
        <section class="card week">${r(3,o(this,D),a`${h("50%","24px","margin:4px 0 16px")}${h("238px","238px","border-radius:50%;margin:24px auto 40.3px")}`)}</section>
        <section class="card days">${r(4,o(this,M),a`${h("30%","24px","margin:4px 0 16px")}${h("100%",ue[this.period]?"194px":"198.6px")}`)}</section>
        ${r(5,o(this,E))} ${r(6,o(this,I))}
      </div>
    `},A=new WeakMap,z=new WeakMap,k=function(t,s,e,r,i=""){let n=this.home,l=e===null?a`<span class="cut">${i}</span>`:a`<span class="change ${e>=0?"up":"down"}" title=${n.say("against_before")}>${n.format.change(e)}</span>
            <span class="cut">${i||n.say("against_before")}</span>`;return a`
      <div class="card figure">
        <dt class="soft">${t}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${l}</span>
          <span class="course" aria-hidden="true">${r}</span>
        </dd>
      </div>
    `},S=new WeakMap,D=new WeakMap,M=new WeakMap,E=new WeakMap,I=new WeakMap,ye=function(t){let s=this.home;if(t.streaks.days)return a`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let e=s.isAdministrator?{label:s.say("to_import"),href:f("import")}:void 0;return a`<div class="card">${ie("mdi:record-player",s.say("empty"),s.say("empty_text"),e)}</div>`},v.properties={...C.properties,period:{},kind:{state:!0}},v.styles=[X,ae,Y,ee,q`:host{display:grid;gap:16px;--figure:113px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure{box-sizing:border-box;min-height:calc(var(--figure) + 34px)}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{display:flex;gap:6px;min-height:16px;min-width:0}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure{--figure:107px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`];function fe(d){return a`<span class="meter"><i style="inline-size:${d}%"></i></span>`}function $e(d,g){let t=Array.from({length:ce},(s,e)=>ce-e-(g?1:0));return a`<span class="beads">${t.map(s=>a`<i class=${s===0?"open":s<=d?"on":""}></i>`)}</span>`}ne("spindle-overview",v);export{v as Overview};
