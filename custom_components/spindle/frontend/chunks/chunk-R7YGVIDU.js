import{b as i,d as s}from"./chunk-5CVORAAB.js";var l="/config/integrations/integration/spindle";function a(t,e,o,n){let r=n?n.href?i`<a class="chip strong" href=${n.href}>${n.label}</a>`:i`<button class="chip strong" @click=${n.run}>${n.label}</button>`:s;return i`
    <div style="display:grid;justify-items:center;gap:8px;padding:40px 16px;text-align:center">
      <ha-icon icon=${t} style="--mdc-icon-size:48px;color:var(--soft);opacity:.7"></ha-icon>
      <h2>${e}</h2>
      <p class="soft" style="max-width:46ch;margin-bottom:8px">${o}</p>
      ${r}
    </div>
  `}function p(t,e,o){if(e.code==="unauthorized")return a("mdi:lock-outline",t.say("not_allowed"),t.say("not_allowed_text"));if(e.code==="not_found"||e.code==="unknown_command"){let r={label:t.say("set_up"),href:l};return a("mdi:record-player",t.say("not_running"),t.say("not_running_text"),r)}let n={label:t.say("again"),run:o};return a("mdi:alert-circle-outline",t.say("no_answer"),e.message||t.say("no_answer_text"),n)}export{a,p as b};
