import{b as W,c as Y,d as Z}from"./chunk-O6SMP4XC.js";import"./chunk-Z5RIIS4M.js";import{b as Q,c as V}from"./chunk-VGKQWLS7.js";import{d as N}from"./chunk-CDLBBHU2.js";import{a as H,f as U,j as X,p as J,u as K,y as P}from"./chunk-I4UOFDY5.js";import"./chunk-QBKVQDHL.js";import"./chunk-DYE5FGLR.js";import{a as M}from"./chunk-UQ57PLT5.js";import{a as T,b as m,c as R,e as f,f as L,h as I,i as j,k as A}from"./chunk-P3MXQWLG.js";import{a as d,b as u,d as v}from"./chunk-YVDYIAWN.js";var $=220,D=20,w=class extends M{constructor(){super(),this.courses=[],this.steps=[],this.line=""}get count(){return this.steps.length}read(a){let e=this.home,r=V(this.courses,t=>t.figures[a]??0),s=[...this.courses].filter(t=>t.figures[a]).sort((t,l)=>l.figures[a]-t.figures[a]).slice(0,3).map(t=>`${t.name} ${e.format.percent(t.figures[a]/r)}`);return`${this.steps[a]}: ${s.join(", ")||e.say("nothing_played")}`}summary(){return this.line}plot(){let{width:a}=this,e=this.steps.map((i,n)=>n),r=Z().keys(this.courses.map((i,n)=>n)).value((i,n)=>this.courses[n]?.figures[i]??0)(e),s=Q(r.at(-1)??[],i=>i[1])||1,t=this.home.isRightToLeft,l=i=>{let n=i/Math.max(1,this.count-1);return(t?1-n:n)*a},p=i=>4+(1-i/s)*($-D-4),o=W().x((i,n)=>l(n)).y0(([i])=>p(i)).y1(([,i])=>p(i)).curve(Y),g=Math.ceil(this.count/Math.max(1,Math.floor(a/72))),b=i=>i===(t?this.count-1:0)?"start":i===(t?0:this.count-1)?"end":"middle";return m`
      <svg viewBox="0 0 ${a} ${$}" style="height:${$}px" aria-hidden="true">
        ${r.map((i,n)=>R`<path d=${o([...i])??""} style="fill:${te(this.courses[n],n)}"></path>`)}
        ${this.active===void 0?"":R`<line x1=${l(this.active)} x2=${l(this.active)} y1="0" y2=${$-D}></line>`}
        ${e.map(i=>i%g===0?R`<text x=${l(i)} y=${$-4} text-anchor=${b(i)}>${this.steps[i]}</text>`:"")}
      </svg>
      <ul class="legend small" aria-hidden="true">
        ${this.courses.map((i,n)=>m`<li><i style="background:${te(i,n)}"></i>${i.name}</li>`)}
      </ul>
    `}markAt(a){let e=this.count-1;return e<0?void 0:Math.max(0,Math.min(e,Math.round(this.across(a)/this.width*e)))}table(){let{format:a}=this.home;return{head:["",...this.courses.map(e=>e.name)],rows:this.steps.map((e,r)=>[e,...this.courses.map(s=>a.number(s.figures[r]??0))])}}};w.properties={...M.properties,courses:{attribute:!1},steps:{attribute:!1},line:{}},w.styles=[...M.styles,T`svg{overflow:hidden}.plot path{stroke:var(--card);stroke-width:1}line{stroke:var(--ink);stroke-width:1.5}.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:8px}.legend li{display:flex;align-items:center;gap:6px}.legend i{width:10px;height:10px;border-radius:3px}`];var ee=["#3f8fc4","#e0a458","#5fae8b","#c8657f","#8276c1","#d5c35a","#4fb3bf","#b98ac9"],ie="color-mix(in srgb, var(--ink) 16%, var(--card))";function te({isRest:y},a){return y?ie:ee[a%ee.length]}A("spindle-stream",w);var ne=5,ae={today:"day",last_7_days:"day",last_30_days:"week",last_90_days:"week",last_365_days:"month"},h,q,c,k,se,C,G,B,O,S,E,_=class extends I{constructor(){super();u(this,c);u(this,h,new H(this,()=>{let e=d(this,c,k);return{type:"spindle/insights",questions:[{question:"discovery",step:e},{question:"genre_evolution",step:e,limit:7},{question:"genres",limit:12},{question:"forgotten",limit:8},{question:"era"}],period:this.period}}));u(this,q,new L(this,1,1));u(this,C,({discovery:{artists:e,starts:r,new_plays:s,known_plays:t,new_share:l,reading:p}})=>{let o=this.home,g=r.map((n,x)=>{let[F,z]=[s[x]??0,t[x]??0],re=o.format.percent(F+z?F/(F+z):0);return{short:()=>v(this,c,E).call(this,n,!0),long:()=>v(this,c,E).call(this,n),value:e[x]??0,detail:re}}),b=({value:n,detail:x})=>o.say("discovery_read",{artists:o.count("artists",n),share:String(x)}),i=l===null?o.words.of("discovery",p):o.say("discovery_line",{share:o.format.percent(l),reading:o.words.of("discovery",p)});return m`<spindle-bars .home=${o} .heading=${o.say("new_artists")} .bars=${g} .told=${b} .line=${i} height="180"></spindle-bars>`});u(this,G,({genre_evolution:{genres:e,others:r,starts:s}})=>{let t=this.home,l=e.map(({name:g,plays:b})=>({name:g,figures:b}));r.some(Boolean)&&l.push({name:t.say("others"),figures:r,isRest:!0});let p=s.map(g=>v(this,c,E).call(this,g,!0)),o=t.say("evolution_line",{name:e[0]?.name??""});return m`<spindle-stream .home=${t} .heading=${t.say("genre_evolution")} .courses=${l} .steps=${p} .line=${o}></spindle-stream>`});u(this,B,({genres:{diversity:e,genres:r,unknown:s}})=>{let t=this.home,l=Math.max(1,...r.map(p=>p.plays));return m`
      <div class="head"><h2>${t.say("diversity")}</h2></div>
      <p class="big">${t.words.of("diversity",e.reading)}</p>
      ${e.genres?m`<p class="soft">${t.say("diversity_text",{genres:t.format.number(e.genres),effective:t.format.number(e.effective,1)})}</p>`:f}
      <ul>
        ${r.slice(0,8).map(p=>m`
            <li class="bar">
              <span class="cut">${p.name}</span>
              <span class="track"><i style="inline-size:${100*p.plays/l}%"></i></span>
              <span class="soft number">${t.format.percent(p.of_plays)}</span>
            </li>
          `)}
      </ul>
      ${s?m`<p class="small soft">${t.say("genres_unknown",{share:t.format.percent(s)})}</p>`:f}
    `});u(this,O,({era:{eras:e,middle:r,unknown:s}})=>{let t=this.home,l=e.map(o=>({short:()=>String(o.first_year),long:()=>t.say("decade",{year:o.first_year}),value:o.plays})),p=r?t.say("era_line",{year:r,share:t.format.percent(s)}):"";return m`<spindle-bars .home=${t} .heading=${t.say("eras")} .bars=${l} .line=${p} height="220"></spindle-bars>`});u(this,S,({forgotten:e})=>{let r=this.home;return m`
      <div class="head"><h2>${r.say("forgotten")}</h2></div>
      <p class="soft">${r.say(e.length?"forgotten_text":"forgotten_none")}</p>
      <ul>
        ${e.map(s=>m`
            <li>
              <a class="one" href=${U("top",{kind:"artists",open:s.id})}>
                ${X(s.name,40)}
                <span class="two">
                  <b class="cut">${s.name} ${J(r,s.lidarr)}</b>
                  <span class="small soft cut">${r.say("last_heard",{day:r.format.date(s.last_at)})}</span>
                </span>
                <span class="number">${r.format.number(s.plays)}</span>
              </a>
            </li>
          `)}
      </ul>
    `});this.period=""}render(){let e=this.home;if(!e)return f;let{refusal:r}=d(this,h).answer,s=d(this,h).value?.answers;return r&&!s?m`<div class="card">${N(e,r,()=>d(this,h).refresh())}</div>`:m`<div class="grid ${d(this,h).isStale&&!d(this,h).answer.value?"old":""}">${v(this,c,se).call(this,s)}</div>`}};h=new WeakMap,q=new WeakMap,c=new WeakSet,k=function(){return ae[this.period]??"quarter"},se=function(e){let r=e?d(this,q).upTo(ne):0,s=(t,l,p,o)=>m`
      <section class="card ${l}">
        ${e&&t<r?K([e,this.home],()=>o(e)):m`${P("30%","24px","margin:4px 0 16px")}${P("100%",p)}`}
      </section>
    `;return[s(0,"wide","204px",d(this,C)),e&&!oe(e.genre_evolution)?f:s(1,"wide","var(--course)",d(this,G)),s(2,"","300px",d(this,B)),e&&!e.era.eras.length?f:s(3,"","240px",d(this,O)),s(4,"","480px",d(this,S))]},C=new WeakMap,G=new WeakMap,B=new WeakMap,O=new WeakMap,S=new WeakMap,E=function(e,r=!1){let{format:s}=this.home,t=s.dayOf(e);return d(this,c,k)==="day"||d(this,c,k)==="week"?s.day(t,r?"brief":"short"):s.day(t,r&&d(this,c,k)==="month"?"month":"year")},_.properties={...I.properties,period:{}},_.styles=[j,T`.grid{--course:268px;display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));align-items:start}.wide{grid-column:1 / -1}.big{font-size:20px;line-height:28px;letter-spacing:-0.01em;margin-bottom:4px}ul{margin:12px 0 8px}.bar{display:grid;grid-template-columns:8.5em 1fr 3.5em;align-items:center;gap:12px;padding:5px 0}.bar .number{text-align:end}.track{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.track i{display:block;height:100%;border-radius:3px;background:var(--accent)}.one{display:flex;align-items:center;gap:12px;min-height:56px;padding:0 8px;margin:0 -8px;border-radius:10px}.one:hover{background:var(--mild)}.one b{font-weight:500}.two{flex:1;min-width:0;display:grid}@container panel (max-width:600px){.grid{--course:308px}}`];function oe({genres:y,starts:a}){return y.length>0&&a.length>1}A("spindle-discover",_);export{_ as Discover};
