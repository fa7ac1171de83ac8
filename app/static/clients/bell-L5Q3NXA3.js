function F(t){return"text"in Object(t)?t.text:t.loc?.source.body??String(t)}function Tt(t){let{id:e,text:n}=Object(t);return n===void 0?void 0:e}var w=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,n,i=[],r){super(n),this.code=e,this.errors=i,this.retryAfter=r}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function ae(t,e){let[n]=t,{code:i="UNREADABLE",retryAfter:r=e}=n?.extensions??{};return new w(i,n?.message??"The server sent an error without a message.",t,r)}function H(t){return t instanceof w?t:new w("NETWORK",t instanceof Error?t.message:"The connection was cut.")}var Tn=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function Fe({code:t}){return Tn.has(t)}function Ve(t,e){return new Promise(n=>{let i=()=>{clearTimeout(r),e?.removeEventListener("abort",i),n()},r=setTimeout(i,t);e?.addEventListener("abort",i),e?.aborted&&i()})}function Ye(t,e=0){let n=Math.min(500*2**t,3e4),i=t?n/2:0;return Math.max(i+Math.random()*(n-i),e*1e3)}var Ee=class{#e=0;#t=0;#n;pause(e){if(!this.#n){Date.now()-this.#t>1e4&&(this.#e=0);let n=new AbortController,i=Ve(Ye(this.#e++,e),n.signal).then(()=>{this.#n=void 0,this.#t=Date.now()});this.#n={over:i,cut:n}}return this.#n.over}cut(){this.#e=0,this.#n?.cut.abort()}};var _n=5,Rn=10,In="application/graphql-response+json, application/json;q=0.9",Nn=new Set([502,503,504]),Ae=class{#e=!1;#t;#n;constructor(e,n){this.#t=e,this.#n=n}#i(e,n){let i=this.#e?void 0:Tt(e);return i?{documentId:i,variables:n}:{query:F(e),variables:n}}async send(e,n,{signal:i,idempotencyKey:r}={},o=_n){for(let s=0;;s++){let c=this.#i(e,n);try{return await this.#r(c,r,i)}catch(a){if(i?.aborted)throw a;let d=H(a);if(c.documentId&&d.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(d.code==="RETRYABLE"||d.code==="RATE_LIMITED"||d.code==="NETWORK"&&r!==!1)||s+1>=o||(d.retryAfter??0)>Rn)throw d;await Ve(Ye(s,d.retryAfter),i)}}}async#r(e,n,i){let r=await this.#n.token();try{return await this.#o(e,r,n,i)}catch(o){if(!H(o).isSignedOut||!this.#n.refuse(r))throw o;return this.#o(e,await this.#n.token(),n,i)}}async#o(e,n,i,r){let o={accept:In,"content-type":"application/json"};n&&(o.authorization=`Bearer ${n}`),i&&(o["idempotency-key"]=i);let{credentials:s}=this.#n,c=await fetch(this.#t,{method:"POST",headers:o,credentials:s,body:JSON.stringify(e),signal:r??null});return On(c,await c.text(),this.#t)}};function On(t,e,n){let i=Number(t.headers.get("retry-after"))||void 0,r;try{if(r=JSON.parse(e),!r.data&&!r.errors)throw new SyntaxError}catch{let a=Nn.has(t.status)?"NETWORK":"UNREADABLE";throw new w(a,`${n} answers with status ${t.status}, and not as GraphQL does.`,[],i)}let{data:o,errors:s=[]}=r,c=s.length>0&&Object.values(o??{}).every(a=>a===null);if(!o||c)throw ae(s,i);return{data:o,errors:s}}function _t(t,e){let n=new Map;Ke(e,n);let i=new Set,r=new Set;function o(s){if(Array.isArray(s))return $e(s,s.map(o));if(!R(s))return s;let c=D(s);c!==void 0&&i.add(c);let a=c===void 0?void 0:n.get(c),d={};for(let[p,l]of Object.entries(s)){let u=o(l);!a||p==="id"||xe(u)?d[p]=u:p in a?d[p]=Rt(u,a[p],()=>r.add(c)):(d[p]=u,r.add(c))}return $e(s,d)}return{data:o(t),found:i,partial:r}}function Rt(t,e,n){if(e===null||!(R(e)||Array.isArray(e)&&e.some(R)))return Cn(t,e)?t:e;if(!R(t)||!R(e))return n(),t;let i={},r=!0;for(let[o,s]of Object.entries(t))o in e?i[o]=xe(s)?s:Rt(s,e[o],n):(r=!1,i[o]=s);return r||D(t)!==void 0&&D(t)===D(e)?$e(t,i):(n(),t)}function Ke(t,e){if(Array.isArray(t))for(let i of t)Ke(i,e);if(!R(t))return;let n=D(t);n!==void 0&&e.set(n,{...e.get(n),...t});for(let i of Object.values(t))Ke(i,e)}function xe(t){return Array.isArray(t)?t.some(R):R(t)&&(Array.isArray(t.nodes)||Array.isArray(t.edges))}function R(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)}function D(t){return R(t)&&typeof t.id=="string"?t.id:void 0}function $e(t,e){return Object.entries(e).every(([i,r])=>t[i]===r)?t:e}function Cn(t,e){return!Array.isArray(t)||!Array.isArray(e)?t===e:t.length===e.length&&t.every((n,i)=>n===e[i])}var Pn={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},Dn=/\bhistory\b/,Mn=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function It(t,e,n,{found:i,partial:r}){if(!R(n))return!0;if(typeof n.kind!="string")return!Ln(n,i,r);let[o,s]=Pn[n.kind]??[],c=o===void 0?void 0:n[o],a=n.group??n.viewer;return!R(c)||!R(a)||Dn.test(t)||s?.test(t)||r.has(D(c)??"")||r.has(D(a)??"")?!0:Mn.test(t)&&Un(e,D(a))!==a.viewerActionsVersion}function Ln(t,e,n){let i=D(t)??"";return e.has(i)&&!n.has(i)&&!Object.values(t).some(xe)}function Un(t,e){let n=ce(t,i=>D(i)===e&&"viewerActionsVersion"in i);return n?n.viewerActionsVersion:Symbol()}function ce(t,e){if(R(t)&&e(t))return t;for(let n of R(t)||Array.isArray(t)?Object.values(t):[]){let i=ce(n,e);if(i)return i}}var Se=class{isOver=!1;#e;#t;constructor(e,n){this.#t=e,this.#e=zn(e,n)}isOf({document:e,variables:n}){return this.#t.document===e&&JSON.stringify(this.#t.variables)===JSON.stringify(n)}get mayHaveMissed(){return this.#e===void 0&&Je(this.#t)}follow(e,n){let{document:i,variables:r}=this.#t,o=this.#e&&{after:this.#e},s=!1,c=e.subscribe(F(i),{...r,...o},{open:()=>s||n.open(),next:(a,d)=>{if(s)return;let p=Object.values(a)[0],{cursor:l=d}=Object(p);l&&(this.#e=l),n.event(p)},error:a=>s||n.error(a),complete:()=>{s||(Je(this.#t)?n.error(new w("RETRYABLE","The stream has ended.")):this.isOver=!0)}});return()=>{s=!0,c()}}};function Je({document:t}){return/\$after\b/.test(F(t))}function zn(t,e){if(!Je(t))return;if(t.cursor)return t.cursor(e)??void 0;let{groupId:n}={groupId:void 0,...t.variables},i=o=>typeof o.liveCursor=="string";return(ce(e,o=>i(o)&&o.id===n)??ce(e,i))?.liveCursor}var Bn=500,jn=60,Nt={status:"connecting",data:void 0,errors:[],error:void 0},Te=class{#e=Nt;#t=new Set;#n;#i;#r=0;#o;#c=0;#s;#a;#u=0;#d=!1;#l=[];#h;#m;#y;#f;#w;constructor(e,n,i,r,o){this.#h=e,this.#m=n,this.#y=i,this.#f=r,this.#w=o,this.#n=F(n),this.#E()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#y=e,this.refresh()}refresh(){this.#u=0,this.#d=!0,clearTimeout(this.#a),this.#a=void 0,this.#s?this.#s.abort():this.#b()}stop(){this.#A(),this.#t.clear(),this.#w()}restart(){this.#A(),this.#p(Nt),this.#E()}apply(e){this.#l.push(e),this.#v(e).hasChanged&&this.#g()}#E(){this.#k(++this.#r)}#A(){this.#r++,this.#i=void 0,this.#d=!1,this.#c=0,clearTimeout(this.#a),this.#a=void 0,this.#s?.abort(),this.#s=void 0,this.#o?.(ke())}async#k(e){for(;e===this.#r;)try{if(this.#i??=await this.#_(),e!==this.#r)return;this.#b(),await this.#I(e)}catch(n){let i=H(n);e===this.#r&&i.code!==Ze&&await this.#T(i)}}async#T(e){let n=this.#i!==void 0;if(Fe(e))this.#p({status:"connecting",error:e});else if(this.#i=void 0,e.code!=="CURSOR_EXPIRED")return n?this.#c++?this.#S({error:e}):void 0:this.#S({error:e,data:void 0});await this.#h.pauses.pause(e.retryAfter)}async#_(){let{data:e}=await this.#x();return this.#$(e)}#$(e){return(typeof this.#f=="function"?this.#f(e):this.#f).map(i=>this.#i?.find(r=>r.isOf(i))??new Se(i,e))}#R(e){let n=this.#i;if(!n||typeof this.#f!="function")return;let i=this.#$(e);i.length===n.length&&i.every(r=>n.includes(r))||(this.#i=i,this.#o?.(ke()))}async#I(e){let n=[];try{return await new Promise((i,r)=>{this.#o=r;let o=(this.#i??[]).filter(({isOver:s})=>!s);o.length||this.#p({status:"live",error:void 0});for(let s of o){let c=()=>e===this.#r&&this.#N(s),a=d=>e===this.#r&&this.#O(d);n.push(s.follow(this.#h.transport,{open:c,event:a,error:r}))}})}finally{this.#o=void 0;for(let i of n)i()}}#N({mayHaveMissed:e}){this.#p({status:"live",error:void 0}),e&&this.#g()}#O(e){this.#c=0,this.#l.push(e),this.#v(e).isStale&&this.#g()}#v(e){let n=this.#e.data;if(n===void 0)return{isStale:!1,hasChanged:!1};let i=_t(n,e);return this.#p({data:i.data}),{isStale:It(this.#n,n,e,i),hasChanged:i.data!==n}}#g(){this.#d=!0,this.#b()}#b(){if(!this.#d||this.#a||this.#s||!this.#i)return;let e=Math.max(jn*Math.random(),this.#u+Bn-Date.now());this.#a=setTimeout(()=>{this.#a=void 0;let n=this.#r;this.#x().catch(i=>n===this.#r?this.#C(H(i)):void 0)},e)}async#C(e){if(e.code===Ze)return;if(!Fe(e))return this.#o?.(e);let n=this.#r;await this.#h.pauses.pause(e.retryAfter),n===this.#r&&this.#g()}async#x(){this.#s?.abort(),clearTimeout(this.#a),this.#a=void 0;let e=this.#s=new AbortController;this.#u=Date.now(),this.#d=!1,this.#l=[];try{let n=await this.#h.http.send(this.#m,this.#y,{signal:e.signal},1);if(e.signal.aborted)throw ke();let i=this.#l;this.#p({data:n.data,errors:n.errors});for(let r of i)this.#v(r);return this.#R(n.data),n}catch(n){throw e.signal.aborted?ke():n}finally{this.#s===e&&(this.#s=void 0,this.#b())}}#S(e){this.#r++,this.#p({...e,status:"ended"})}#p(e){if(!Object.entries(e).every(([i,r])=>this.#e[i]===r)){this.#e={...this.#e,...e};for(let i of this.#t)i(this.#e)}}},Ze="STOPPED";function ke(){return new w(Ze,"Something newer takes its place.")}var _e=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new w("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function Ot(t){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&t();return window.addEventListener("online",t),window.addEventListener("pageshow",t),document.addEventListener("resume",t),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",t),window.removeEventListener("pageshow",t),document.removeEventListener("resume",t),document.removeEventListener("visibilitychange",e)}}function I(t){return t===null?"null":Array.isArray(t)?"array":typeof t}function W(t){return I(t)==="object"}function Hn(t){return Array.isArray(t)&&t.length>0&&t.every(e=>"message"in e)}function Qe(t,e){return t.length<124?t:e}var Ct="graphql-transport-ws";var O=(t=>(t[t.InternalServerError=4500]="InternalServerError",t[t.InternalClientError=4005]="InternalClientError",t[t.BadRequest=4400]="BadRequest",t[t.BadResponse=4004]="BadResponse",t[t.Unauthorized=4401]="Unauthorized",t[t.Forbidden=4403]="Forbidden",t[t.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",t[t.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",t[t.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",t[t.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",t[t.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",t))(O||{}),C=(t=>(t.ConnectionInit="connection_init",t.ConnectionAck="connection_ack",t.Ping="ping",t.Pong="pong",t.Subscribe="subscribe",t.Next="next",t.Error="error",t.Complete="complete",t))(C||{});function Pt(t){if(!W(t))throw new Error(`Message is expected to be an object, but got ${I(t)}`);if(!t.type)throw new Error("Message is missing the 'type' property");if(typeof t.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${I(t.type)}`);switch(t.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(t.payload!=null&&!W(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${t.payload}"`);break}case"subscribe":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);if(!W(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an object, but got ${I(t.payload)}`);if(typeof t.payload.query!="string")throw new Error(`"${t.type}" message payload expects the 'query' property to be a string, but got ${I(t.payload.query)}`);if(t.payload.variables!=null&&!W(t.payload.variables))throw new Error(`"${t.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${I(t.payload.variables)}`);if(t.payload.operationName!=null&&I(t.payload.operationName)!=="string")throw new Error(`"${t.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${I(t.payload.operationName)}`);if(t.payload.extensions!=null&&!W(t.payload.extensions))throw new Error(`"${t.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${I(t.payload.extensions)}`);break}case"next":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);if(!W(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an object, but got ${I(t.payload)}`);break}case"error":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);if(!Hn(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(t.payload)}`);break}case"complete":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${t.type}"`)}return t}function Dt(t,e){return Pt(typeof t=="string"?JSON.parse(t,e):t)}function ee(t,e){return Pt(t),JSON.stringify(t,e)}function Mt(t){let{url:e,connectionParams:n,lazy:i=!0,onNonLazyError:r=console.error,lazyCloseTimeout:o=0,keepAlive:s=0,disablePong:c,connectionAckWaitTimeout:a=0,retryAttempts:d=5,retryWait:p=async function(v){let f=Math.pow(2,v);await new Promise(y=>setTimeout(y,f*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:l=Xe,on:u,webSocketImpl:E,generateID:N=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,v=>{let f=Math.random()*16|0;return(v=="x"?f:f&3|8).toString(16)})},jsonMessageReplacer:P,jsonMessageReviver:oe}=t,U;if(E){if(!Gn(E))throw new Error("Invalid WebSocket implementation provided");U=E}else typeof WebSocket<"u"?U=WebSocket:typeof global<"u"?U=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(U=window.WebSocket||window.MozWebSocket);if(!U)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let M=U,k=(()=>{let m=(()=>{let f={};return{on(y,A){return f[y]=A,()=>{delete f[y]}},emit(y){"id"in y&&f[y.id]?.(y)}}})(),v={connecting:u?.connecting?[u.connecting]:[],opened:u?.opened?[u.opened]:[],connected:u?.connected?[u.connected]:[],ping:u?.ping?[u.ping]:[],pong:u?.pong?[u.pong]:[],message:u?.message?[m.emit,u.message]:[m.emit],closed:u?.closed?[u.closed]:[],error:u?.error?[u.error]:[]};return{onMessage:m.on,on(f,y){let A=v[f];return A.push(y),()=>{let $=A.indexOf(y);$>-1&&A.splice($,1)}},emit(f,...y){for(let A of[...v[f]])A(...y)}}})();function Ge(m){let v=[k.on("error",f=>{v.forEach(y=>y()),m(f)}),k.on("closed",f=>{v.forEach(y=>y()),m(f)})];return()=>v.forEach(f=>f())}let q,j=0,qe,se=!1,ve=0,At=!1;async function $t(){clearTimeout(qe);let[m,v]=await(q??(q=new Promise((A,$)=>(async()=>{if(se){if(await p(ve),!j)return q=void 0,$({code:1e3,reason:"All Subscriptions Gone"});ve++}k.emit("connecting",se);let g=new M(typeof e=="function"?await e():e,Ct),z,Q;function we(){isFinite(s)&&s>0&&(clearTimeout(Q),Q=setTimeout(()=>{g.readyState===M.OPEN&&(g.send(ee({type:C.Ping})),k.emit("ping",!1,void 0))},s))}Ge(T=>{q=void 0,clearTimeout(z),clearTimeout(Q),$(T),T instanceof Re&&(g.close(4499,"Terminated"),g.onerror=null,g.onclose=null)}),g.onerror=T=>k.emit("error",T),g.onclose=T=>k.emit("closed",T),g.onopen=async()=>{try{k.emit("opened",g);let T=typeof n=="function"?await n():n;if(g.readyState!==M.OPEN)return;g.send(ee(T?{type:C.ConnectionInit,payload:T}:{type:C.ConnectionInit},P)),isFinite(a)&&a>0&&(z=setTimeout(()=>{g.close(O.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},a)),we()}catch(T){k.emit("error",T),g.close(O.InternalClientError,Qe(T instanceof Error?T.message:String(T),"Internal client error"))}};let X=!1;g.onmessage=({data:T})=>{try{let x=Dt(T,oe);if(k.emit("message",x),x.type==="ping"||x.type==="pong"){k.emit(x.type,!0,x.payload),x.type==="pong"?we():c||(g.send(ee(x.payload?{type:C.Pong,payload:x.payload}:{type:C.Pong},P)),k.emit("pong",!1,x.payload));return}if(X)return;if(x.type!==C.ConnectionAck)throw new Error(`First message cannot be of type ${x.type}`);clearTimeout(z),X=!0,k.emit("connected",g,x.payload,se),se=!1,ve=0;let kt=new Promise((bi,kn)=>Ge(kn));kt.catch(()=>{}),A([g,kt])}catch(x){g.onmessage=null,k.emit("error",x),g.close(O.BadResponse,Qe(x instanceof Error?x.message:String(x),"Bad response"))}}})())));m.readyState===M.CLOSING&&await v;let f=()=>{},y=new Promise(A=>f=A);return[m,f,new Promise((A,$)=>{let g=Ge($);m.readyState!==M.OPEN&&v.catch($),y.then(()=>{if(g(),!j){let z=()=>m.close(1e3,"Normal Closure");isFinite(o)&&o>0?(clearTimeout(qe),qe=setTimeout(()=>{!j&&m.readyState===M.OPEN&&z()},o)):z()}A()})})]}function xt(m){if(Xe(m)&&(Wn(m.code)||[O.InternalServerError,O.InternalClientError,O.BadRequest,O.BadResponse,O.Unauthorized,O.SubprotocolNotAcceptable,O.SubscriberAlreadyExists,O.TooManyInitialisationRequests].includes(m.code)))throw m;if(At)return!1;if(Xe(m)&&m.code===1e3)return j>0;if(!d||ve>=d||!l(m))throw m;return se=!0}i||(async()=>{for(j++;;)try{let[,,m]=await $t();await m}catch(m){try{if(!xt(m))return}catch(v){return r?.(v)}}})();function St(m,v){let f=N(m),y=!1,A=!1,$=()=>{j--,y=!0};return(async()=>{for(j++;;)try{let[g,z,Q]=await $t();if(y)return Q.catch(()=>{}),z();let we=k.onMessage(f,X=>{switch(X.type){case C.Next:{v.next(X.payload);return}case C.Error:{A=!0,y=!0,v.error(X.payload),$();return}case C.Complete:{y=!0,$();return}}});g.send(ee({id:f,type:C.Subscribe,payload:m},P)),$=()=>{!y&&g.readyState===M.OPEN&&g.send(ee({id:f,type:C.Complete},P)),j--,y=!0,z()},await Q.finally(we);return}catch(g){if(!xt(g))return}})().then(()=>{A||v.complete()}).catch(g=>{v.error(g)}),()=>{y||$()}}return{on:k.on,subscribe:St,iterate(m){let v=[],f={done:!1,error:null,resolve:()=>{}},y=St(m,{next($){v.push($),f.resolve()},error($){f.done=!0,f.error=$,f.resolve()},complete(){f.done=!0,f.resolve()}}),A=(async function*(){for(;;){for(v.length||await new Promise(g=>f.resolve=g);v.length;)yield v.shift();if(f.error)throw f.error;if(f.done)return}})();return A.throw=async $=>(f.done||(f.done=!0,f.error=$,f.resolve()),{done:!0,value:void 0}),A.return=async()=>(y(),{done:!0,value:void 0}),A},async dispose(){if(At=!0,q){let[m]=await q;m.close(1e3,"Normal Closure")}},terminate(){q&&k.emit("closed",new Re)}}}var Re=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function Xe(t){return W(t)&&"code"in t&&"reason"in t}function Wn(t){return[1e3,1001,1006,1005,1012,1013,1014].includes(t)?!1:t>=1e3&&t<=1999}function Gn(t){return typeof t=="function"&&"constructor"in t&&"CLOSED"in t&&"CLOSING"in t&&"CONNECTING"in t&&"OPEN"in t}var qn=12e3,Fn=5e3,Vn=4401,Yn=4403,Ie=class{#e;#t;#n;#i;#r=!1;#o;#c;#s=new Set;#a;constructor(e,n,i){this.#a=n,this.#e=Mt({url:e.replace(/^http/,"ws"),webSocketImpl:i,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#u(),on:{opened:r=>{this.#t=r},connected:()=>this.#d(),message:()=>this.#l(),closed:()=>this.#h()}})}subscribe(e,n,i){this.#r?queueMicrotask(()=>i.open()):this.#s.add(i);let r=this.#e.subscribe({query:e,variables:{...n}},{next:({data:o,errors:s})=>{o?i.next(o):i.error(ae(s??[]))},error:o=>{this.#s.delete(i),i.error(this.#m(o))},complete:()=>i.complete()});return()=>{this.#s.delete(i),r()}}probe(){!this.#r||this.#c||(this.#c=setTimeout(()=>this.cut(),Fn),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#u(){this.#i=void 0;try{this.#n=await this.#a.token()}catch(e){throw this.#i=H(e),e}return this.#n?{authorization:`Bearer ${this.#n}`}:{}}#d(){this.#r=!0,this.#o=setInterval(()=>this.probe(),qn);for(let e of this.#s)e.open();this.#s.clear()}#l(){clearTimeout(this.#c),this.#c=void 0}#h(){this.#r=!1,this.#l(),clearInterval(this.#o)}#m(e){if(this.#i)return this.#i;if(Array.isArray(e))return ae(e);let{code:n,reason:i,message:r}=e;if(n===Vn||n===Yn){let o=this.#a.refuse(this.#n);return new w(o?"NETWORK":"UNAUTHENTICATED",i||"The session is over. Sign in again.")}return new w("NETWORK",i||r||`The connection was closed (${n}).`)}};var le=class{#e;#t=new Set;#n;constructor({url:e="/graphql",token:n,webSocket:i,transport:r}={}){let o=new URL(e,globalThis.location?.href).href,s=new _e(n),c=r?.(o,s)??new Ie(o,s,i);this.#e={http:new Ae(o,s),transport:c,pauses:new Ee},this.#n=Ot(()=>{this.#e.pauses.cut(),c.probe()})}query(e,n,i={}){return this.#e.http.send(e,n,i)}async mutate(e,n,{idempotencyKey:i=Kn(),signal:r}={}){let o=await this.#e.http.send(e,n,{idempotencyKey:i,signal:r});for(let s of this.#t)s.apply(o.data);return o}live(e,{variables:n,streams:i}){let r=new Te(this.#e,e,n,i,()=>this.#t.delete(r));return this.#t.add(r),r}signInChanged(){this.#e.transport.cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}close(){this.#n();for(let e of this.#t)e.stop();this.#e.transport.close()}};function Kn(){let t=crypto.getRandomValues(new Uint8Array(16));return Array.from(t,e=>e.toString(16).padStart(2,"0")).join("")}var Lt={text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function et(){return{document:Lt}}var tt=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new le({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let n={...this.#e,...e};if(n.src===this.#e.src&&n.token===this.#e.token)return;this.#e=n;let i=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),i?.close()}},_=new tt;function de(t,e){return new w(t[0]?.extensions?.code??e,t[0]?.message??"")}_.set({src:new URL("../..",import.meta.url).href});var Ne=globalThis,Oe=Ne.ShadowRoot&&(Ne.ShadyCSS===void 0||Ne.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,nt=Symbol(),Ut=new WeakMap,ue=class{constructor(e,n,i){if(this._$cssResult$=!0,i!==nt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(Oe&&e===void 0){let i=n!==void 0&&n.length===1;i&&(e=Ut.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Ut.set(n,e))}return e}toString(){return this.cssText}},zt=t=>new ue(typeof t=="string"?t:t+"",void 0,nt),S=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((i,r,o)=>i+(s=>{if(s._$cssResult$===!0)return s.cssText;if(typeof s=="number")return s;throw Error("Value passed to 'css' function must be a 'css' function result: "+s+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+t[o+1],t[0]);return new ue(n,t,nt)},Bt=(t,e)=>{if(Oe)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let i=document.createElement("style"),r=Ne.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=n.cssText,t.appendChild(i)}},it=Oe?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let i of e.cssRules)n+=i.cssText;return zt(n)})(t):t;var{is:Jn,defineProperty:Zn,getOwnPropertyDescriptor:Qn,getOwnPropertyNames:Xn,getOwnPropertySymbols:ei,getPrototypeOf:ti}=Object,Ce=globalThis,jt=Ce.trustedTypes,ni=jt?jt.emptyScript:"",ii=Ce.reactiveElementPolyfillSupport,he=(t,e)=>t,rt={toAttribute(t,e){switch(e){case Boolean:t=t?ni:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},Wt=(t,e)=>!Jn(t,e),Ht={attribute:!0,type:String,converter:rt,reflect:!1,useDefault:!1,hasChanged:Wt};Symbol.metadata??=Symbol("metadata"),Ce.litPropertyMetadata??=new WeakMap;var B=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=Ht){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let i=Symbol(),r=this.getPropertyDescriptor(e,i,n);r!==void 0&&Zn(this.prototype,e,r)}}static getPropertyDescriptor(e,n,i){let{get:r,set:o}=Qn(this.prototype,e)??{get(){return this[n]},set(s){this[n]=s}};return{get:r,set(s){let c=r?.call(this);o?.call(this,s),this.requestUpdate(e,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Ht}static _$Ei(){if(this.hasOwnProperty(he("elementProperties")))return;let e=ti(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(he("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(he("properties"))){let n=this.properties,i=[...Xn(n),...ei(n)];for(let r of i)this.createProperty(r,n[r])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[i,r]of n)this.elementProperties.set(i,r)}this._$Eh=new Map;for(let[n,i]of this.elementProperties){let r=this._$Eu(n,i);r!==void 0&&this._$Eh.set(r,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let r of i)n.unshift(it(r))}else e!==void 0&&n.push(it(e));return n}static _$Eu(e,n){let i=n.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let i of n.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Bt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,i){this._$AK(e,i)}_$ET(e,n){let i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){let o=(i.converter?.toAttribute!==void 0?i.converter:rt).toAttribute(n,i.type);this._$Em=e,o==null?this.removeAttribute(r):this.setAttribute(r,o),this._$Em=null}}_$AK(e,n){let i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let o=i.getPropertyOptions(r),s=typeof o.converter=="function"?{fromAttribute:o.converter}:o.converter?.fromAttribute!==void 0?o.converter:rt;this._$Em=r;let c=s.fromAttribute(n,o.type);this[r]=c??this._$Ej?.get(r)??c,this._$Em=null}}requestUpdate(e,n,i,r=!1,o){if(e!==void 0){let s=this.constructor;if(r===!1&&(o=this[e]),i??=s.getPropertyOptions(e),!((i.hasChanged??Wt)(o,n)||i.useDefault&&i.reflect&&o===this._$Ej?.get(e)&&!this.hasAttribute(s._$Eu(e,i))))return;this.C(e,n,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:i,reflect:r,wrapped:o},s){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,s??n??this[e]),o!==!0||s!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(n=void 0),this._$AL.set(e,n)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,o]of this._$Ep)this[r]=o;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[r,o]of i){let{wrapped:s}=o,c=this[r];s!==!0||this._$AL.has(r)||c===void 0||this.C(r,void 0,o,c)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(n)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};B.elementStyles=[],B.shadowRootOptions={mode:"open"},B[he("elementProperties")]=new Map,B[he("finalized")]=new Map,ii?.({ReactiveElement:B}),(Ce.reactiveElementVersions??=[]).push("2.1.2");var ut=globalThis,Gt=t=>t,Pe=ut.trustedTypes,qt=Pe?Pe.createPolicy("lit-html",{createHTML:t=>t}):void 0,Zt="$lit$",G=`lit$${Math.random().toFixed(9).slice(2)}$`,Qt="?"+G,ri=`<${Qt}>`,K=document,fe=()=>K.createComment(""),me=t=>t===null||typeof t!="object"&&typeof t!="function",ht=Array.isArray,oi=t=>ht(t)||typeof t?.[Symbol.iterator]=="function",ot=`[ 	
\f\r]`,pe=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ft=/-->/g,Vt=/>/g,V=RegExp(`>|${ot}(?:([^\\s"'>=/]+)(${ot}*=${ot}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Yt=/'/g,Kt=/"/g,Xt=/^(?:script|style|textarea|title)$/i,pt=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),b=pt(1),ie=pt(2),gr=pt(3),J=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),Jt=new WeakMap,Y=K.createTreeWalker(K,129);function en(t,e){if(!ht(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return qt!==void 0?qt.createHTML(e):e}var si=(t,e)=>{let n=t.length-1,i=[],r,o=e===2?"<svg>":e===3?"<math>":"",s=pe;for(let c=0;c<n;c++){let a=t[c],d,p,l=-1,u=0;for(;u<a.length&&(s.lastIndex=u,p=s.exec(a),p!==null);)u=s.lastIndex,s===pe?p[1]==="!--"?s=Ft:p[1]!==void 0?s=Vt:p[2]!==void 0?(Xt.test(p[2])&&(r=RegExp("</"+p[2],"g")),s=V):p[3]!==void 0&&(s=V):s===V?p[0]===">"?(s=r??pe,l=-1):p[1]===void 0?l=-2:(l=s.lastIndex-p[2].length,d=p[1],s=p[3]===void 0?V:p[3]==='"'?Kt:Yt):s===Kt||s===Yt?s=V:s===Ft||s===Vt?s=pe:(s=V,r=void 0);let E=s===V&&t[c+1].startsWith("/>")?" ":"";o+=s===pe?a+ri:l>=0?(i.push(d),a.slice(0,l)+Zt+a.slice(l)+G+E):a+G+(l===-2?c:E)}return[en(t,o+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},ge=class t{constructor({strings:e,_$litType$:n},i){let r;this.parts=[];let o=0,s=0,c=e.length-1,a=this.parts,[d,p]=si(e,n);if(this.el=t.createElement(d,i),Y.currentNode=this.el.content,n===2||n===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(r=Y.nextNode())!==null&&a.length<c;){if(r.nodeType===1){if(r.hasAttributes())for(let l of r.getAttributeNames())if(l.endsWith(Zt)){let u=p[s++],E=r.getAttribute(l).split(G),N=/([.?@])?(.*)/.exec(u);a.push({type:1,index:o,name:N[2],strings:E,ctor:N[1]==="."?at:N[1]==="?"?ct:N[1]==="@"?lt:ne}),r.removeAttribute(l)}else l.startsWith(G)&&(a.push({type:6,index:o}),r.removeAttribute(l));if(Xt.test(r.tagName)){let l=r.textContent.split(G),u=l.length-1;if(u>0){r.textContent=Pe?Pe.emptyScript:"";for(let E=0;E<u;E++)r.append(l[E],fe()),Y.nextNode(),a.push({type:2,index:++o});r.append(l[u],fe())}}}else if(r.nodeType===8)if(r.data===Qt)a.push({type:2,index:o});else{let l=-1;for(;(l=r.data.indexOf(G,l+1))!==-1;)a.push({type:7,index:o}),l+=G.length-1}o++}}static createElement(e,n){let i=K.createElement("template");return i.innerHTML=e,i}};function te(t,e,n=t,i){if(e===J)return e;let r=i!==void 0?n._$Co?.[i]:n._$Cl,o=me(e)?void 0:e._$litDirective$;return r?.constructor!==o&&(r?._$AO?.(!1),o===void 0?r=void 0:(r=new o(t),r._$AT(t,n,i)),i!==void 0?(n._$Co??=[])[i]=r:n._$Cl=r),r!==void 0&&(e=te(t,r._$AS(t,e.values),r,i)),e}var st=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:i}=this._$AD,r=(e?.creationScope??K).importNode(n,!0);Y.currentNode=r;let o=Y.nextNode(),s=0,c=0,a=i[0];for(;a!==void 0;){if(s===a.index){let d;a.type===2?d=new be(o,o.nextSibling,this,e):a.type===1?d=new a.ctor(o,a.name,a.strings,this,e):a.type===6&&(d=new dt(o,this,e)),this._$AV.push(d),a=i[++c]}s!==a?.index&&(o=Y.nextNode(),s++)}return Y.currentNode=K,r}p(e){let n=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,n),n+=i.strings.length-2):i._$AI(e[n])),n++}},be=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,i,r){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=te(this,e,n),me(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==J&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):oi(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&me(this._$AH)?this._$AA.nextSibling.data=e:this.T(K.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=ge.createElement(en(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(n);else{let o=new st(r,this),s=o.u(this.options);o.p(n),this.T(s),this._$AH=o}}_$AC(e){let n=Jt.get(e.strings);return n===void 0&&Jt.set(e.strings,n=new ge(e)),n}k(e){ht(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,i,r=0;for(let o of e)r===n.length?n.push(i=new t(this.O(fe()),this.O(fe()),this,this.options)):i=n[r],i._$AI(o),r++;r<n.length&&(this._$AR(i&&i._$AB.nextSibling,r),n.length=r)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let i=Gt(e).nextSibling;Gt(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},ne=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,i,r,o){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=n,this._$AM=r,this.options=o,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=h}_$AI(e,n=this,i,r){let o=this.strings,s=!1;if(o===void 0)e=te(this,e,n,0),s=!me(e)||e!==this._$AH&&e!==J,s&&(this._$AH=e);else{let c=e,a,d;for(e=o[0],a=0;a<o.length-1;a++)d=te(this,c[i+a],n,a),d===J&&(d=this._$AH[a]),s||=!me(d)||d!==this._$AH[a],d===h?e=h:e!==h&&(e+=(d??"")+o[a+1]),this._$AH[a]=d}s&&!r&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},at=class extends ne{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}},ct=class extends ne{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}},lt=class extends ne{constructor(e,n,i,r,o){super(e,n,i,r,o),this.type=5}_$AI(e,n=this){if((e=te(this,e,n,0)??h)===J)return;let i=this._$AH,r=e===h&&i!==h||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,o=e!==h&&(i===h||r);r&&this.element.removeEventListener(this.name,this,i),o&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},dt=class{constructor(e,n,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){te(this,e)}};var ai=ut.litHtmlPolyfillSupport;ai?.(ge,be),(ut.litHtmlVersions??=[]).push("3.3.3");var tn=(t,e,n)=>{let i=n?.renderBefore??e,r=i._$litPart$;if(r===void 0){let o=n?.renderBefore??null;i._$litPart$=r=new be(e.insertBefore(fe(),o),o,void 0,n??{})}return r._$AI(t),r};var ft=globalThis,L=class extends B{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=tn(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return J}};L._$litElement$=!0,L.finalized=!0,ft.litElementHydrateSupport?.({LitElement:L});var ci=ft.litElementPolyfillSupport;ci?.({LitElement:L});(ft.litElementVersions??=[]).push("4.2.2");var nn={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},rn={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};function on(t){return new Date(Date.parse(t)-1).toISOString()}var sn={"notification.INVITATION_RECEIVED":"{person} l\xE4dt Sie in {group} ein.","notification.INVITATION_ACCEPTED":"{person} hat die Einladung in {group} angenommen.","notification.INVITATION_DECLINED":"{person} hat die Einladung in {group} abgelehnt.","notification.INVITATION_EMAIL_FAILED":"Die Einladung in {group} an {person} konnte nicht per E-Mail zugestellt werden.","notification.MEMBER_JOINED":"{person} ist {group} beigetreten.","notification.ADDED_TO_GROUP":"{person} hat Sie zu {group} hinzugef\xFCgt.","notification.ADDED_TO_GROUP.nobody":"Sie geh\xF6ren jetzt zur Administration von {group}.","notification.REMOVED_FROM_GROUP":"{person} hat Sie aus {group} entfernt.","notification.ROLE_CHANGED":"Ihre Rolle in {group} ist jetzt {role}.","notification.SEAT_ALLOCATED":"Sie haben jetzt einen Platz in {group}.","notification.SEAT_RELEASED":"Ihr Platz in {group} wurde zur\xFCckgenommen.","notification.SEAT_PLAN_EXPIRING":"Das Abonnement von {group} l\xE4uft am {date} ab.","notification.RESOURCE_SHARED":"{person} hat {resource} mit {group} geteilt.","notification.RESOURCE_ASSIGNED":"Sie werden gebeten, {resource} in {group} durchzuarbeiten.","notification.ASSIGNMENT_COMPLETED":"{person} hat {resource} in {group} durchgearbeitet.","notification.CASELOAD_FULL":"{person} konnte nicht alle in {group} einladen: Die Patientenliste ist voll.","notification.CASELOAD_FULL.nobody":"Jemand konnte {group} nicht beitreten: Die Patientenliste ist voll.","notification.hidden":"Hier ging es um etwas in einer Gruppe, das Sie nicht mehr sehen d\xFCrfen."};var an={"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","list.nobodyFound":"Dazu wurde niemand gefunden.","list.nobody":"Es gibt niemanden zur Auswahl.","list.more":"Es gibt noch mehr: Tippen Sie einen Namen.","list.suggestions":"Vorschl\xE4ge","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.open":"Offene Gruppen","groups.joinOpen":"Beitreten","groups.joinOpenName":"{group} beitreten","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.ownRole":"Eigene Rolle \xE4ndern","members.ownRoleText":"Ihre Rolle ist dann {role}. Zur\xFCck \xE4ndern k\xF6nnen Sie sie nicht selbst.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.join":"Gruppe beitreten","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten","invite.new":"Neu einladen","invite.existing":"Bekannte hinzuf\xFCgen","invite.who":"Wen","invite.whoHint":"Eine E-Mail-Adresse, ein Name oder @benutzername. F\xFCgen Sie beliebig viele Adressen ein.","invite.role":"Rolle der Hinzugef\xFCgten","invite.add":"Hinzuf\xFCgen","invite.none":"Noch steht niemand auf der Liste.","invite.list":"Wer eingeladen wird","invite.more.one":"und {count} weitere Person","invite.more.other":"und {count} weitere","invite.nobody":"Darin steht keine Adresse und kein Benutzername.","invite.isMember":"ist Mitglied","invite.isInvited":"ist schon eingeladen","invite.listFull":"Die Patientenliste dieser Gruppe ist voll. Wer sie f\xFChrt, erf\xE4hrt es, sobald Sie einladen.","invite.left.one":"{count} Platz ist auf der Patientenliste frei.","invite.left.other":"{count} Pl\xE4tze sind auf der Patientenliste frei.","invite.over.one":"{count} Person hat darauf vielleicht keinen Platz.","invite.over.other":"{count} Personen haben darauf vielleicht keinen Platz.","invite.upgrade":"Erweitern","invite.send.one":"{count} Person einladen","invite.send.other":"{count} Personen einladen","invite.invited.one":"{count} Person ist eingeladen.","invite.invited.other":"{count} Personen sind eingeladen.","invite.refused.one":"{count} Person nicht: Den Grund nennt die Liste.","invite.refused.other":"{count} Personen nicht: Den Grund nennt die Liste.","invite.see":"Einladungen ansehen","invite.sendMail":"Allen eine E-Mail senden","invite.sendMailHint":"Sonst kopieren Sie die Links unter Einladungen und geben sie selbst weiter.","invite.replies":"Antworten kommen zu Ihnen.","invite.template":"E-Mail bearbeiten","invite.preview":"Vorschau der E-Mail","invite.subject":"Betreff","invite.body":"Text","invite.bodyHint":"@register_url wird zum pers\xF6nlichen Link und muss deshalb bleiben.","invite.linkMissing":"@register_url fehlt: Ohne den Link kann niemand annehmen. F\xFCgen Sie ihn wieder in den Text ein.","invite.placeholders":"Platzhalter einf\xFCgen","invite.restore":"Zur\xFCck zur Vorlage","invite.to":"An","patients.search":"Patientin oder Patient suchen","patients.none":"Noch steht niemand auf Ihrer Liste. Wer einer Ihrer Gruppen mit Einladung oder Code als Mitglied beitritt, kommt darauf.","patients.noCaseload":"Sie f\xFChren keine Patientenliste.","patients.count.one":"{count} Person","patients.count.other":"{count} Personen","patients.countOf.one":"{count} von {limit} Pl\xE4tzen ist belegt","patients.countOf.other":"{count} von {limit} Pl\xE4tzen sind belegt","patients.reserved.one":"{count} davon ist f\xFCr eine offene Einladung freigehalten.","patients.reserved.other":"{count} davon sind f\xFCr offene Einladungen freigehalten.","patients.full":"Ihre Liste ist voll: Niemand kann mehr beitreten, dessen Platz darauf w\xE4re. Erweitern Sie Ihr Konto.","patients.removeText":"Der Platz ist sofort frei. Wer noch in einer Ihrer Gruppen ist, muss sie zuerst verlassen.","account.profile":"Profil","account.username":"Benutzername","account.usernameHint":"3 bis 32 Zeichen: a\u2013z, 0\u20139, Punkt, Unterstrich und Bindestrich.","account.saved":"Ihr Profil ist gespeichert.","account.password":"Passwort","account.current":"Bisheriges Passwort","account.new":"Neues Passwort","account.passwordHint":"Mindestens 10 Zeichen. \xDCberall sonst werden Sie abgemeldet.","account.setPassword":"Passwort setzen","account.passwordSet":"Ihr Passwort ist gesetzt.","account.logOut":"Abmelden","tokens.name":"Zugangstoken","tokens.hint":"Mit einem Token handelt ein Programm in Ihrem Namen, innerhalb seiner Rechte.","tokens.create":"Neues Token","tokens.program":"Name des Programms","tokens.scopes":"Was es darf","tokens.once":"Kopieren Sie das Token jetzt. Es wird nur hier gezeigt.","tokens.copied":"Das Token ist kopiert.","tokens.used":"zuletzt benutzt {date}","tokens.unused":"nie benutzt","tokens.revoke":"Widerrufen","tokens.revokeText":"Das Programm kann dann nicht mehr in Ihrem Namen handeln.","tokens.revoked":"Das Token ist widerrufen.","scope.READ":"Lesen","scope.WRITE":"Lesen und \xE4ndern","scope.READ_ACCESS":"Sehen, wer Zugang hat","scope.STAFF":"Betrieb"};var cn={"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","list.nobodyFound":"Nobody is like this.","list.nobody":"There is nobody to choose.","list.more":"There are more: type a name.","list.suggestions":"Suggestions","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.open":"Open groups","groups.joinOpen":"Join","groups.joinOpenName":"Join {group}","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.ownRole":"Change your role","members.ownRoleText":"Your role will be {role}. You cannot change it back yourself.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.join":"Join the group","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit","invite.new":"Invite New","invite.existing":"Add Existing","invite.who":"Who","invite.whoHint":"An email address, a name or @username. Paste as many addresses as you like.","invite.role":"Role of whom you add","invite.add":"Add","invite.none":"Nobody is on the list yet.","invite.list":"Who will be invited","invite.more.one":"and {count} more","invite.more.other":"and {count} more","invite.nobody":"There is no address or username in this.","invite.isMember":"is a member","invite.isInvited":"is invited already","invite.listFull":"This group's list of patients is full. Invite them, and whoever keeps it is told.","invite.left.one":"{count} place is left on the list of patients.","invite.left.other":"{count} places are left on the list of patients.","invite.over.one":"{count} person below may not fit on it.","invite.over.other":"{count} people below may not fit on it.","invite.upgrade":"Upgrade","invite.send.one":"Invite {count} person","invite.send.other":"Invite {count} people","invite.invited.one":"{count} person is invited.","invite.invited.other":"{count} people are invited.","invite.refused.one":"{count} person is not: the list says why.","invite.refused.other":"{count} people are not: the list says why.","invite.see":"See the invitations","invite.sendMail":"Send each an email","invite.sendMailHint":"Without it, copy their links from Invitations and pass them on yourself.","invite.replies":"Replies come to you.","invite.template":"Edit the email","invite.preview":"Preview the email","invite.subject":"Subject","invite.body":"Text","invite.bodyHint":"@register_url becomes the personal link of each, so it has to stay.","invite.linkMissing":"@register_url is missing: without it nobody can accept. Put it back into the text.","invite.placeholders":"Insert a placeholder","invite.restore":"Back to the template","invite.to":"To","patients.search":"Find a patient","patients.none":"Nobody is on your list yet. Whoever joins one of your groups as a member, by invitation or code, comes onto it.","patients.noCaseload":"You keep no list of patients.","patients.count.one":"{count} patient","patients.count.other":"{count} patients","patients.countOf.one":"{count} of {limit} places is taken","patients.countOf.other":"{count} of {limit} places are taken","patients.reserved.one":"{count} of them is kept for an invitation that waits for an answer.","patients.reserved.other":"{count} of them are kept for invitations that wait for an answer.","patients.full":"Your list is full: nobody else can join whose place would be on it. Upgrade your account to add more people.","patients.removeText":"Their place is free at once. Somebody who is still in one of your groups has to leave it first.","account.profile":"Profile","account.username":"Username","account.usernameHint":"3 to 32 of a\u2013z, 0\u20139, dot, underscore and hyphen.","account.saved":"Your profile is saved.","account.password":"Password","account.current":"Current password","account.new":"New password","account.passwordHint":"10 characters at least. It signs you out everywhere else.","account.setPassword":"Set password","account.passwordSet":"Your password is set.","account.logOut":"Log out","tokens.name":"Access tokens","tokens.hint":"A token lets a program act as you, within its scopes.","tokens.create":"New token","tokens.program":"Name of the program","tokens.scopes":"What it may do","tokens.once":"Copy the token now. It is shown only here.","tokens.copied":"The token is copied.","tokens.used":"last used {date}","tokens.unused":"never used","tokens.revoke":"Revoke","tokens.revokeText":"The program can no longer act as you.","tokens.revoked":"The token is revoked.","scope.READ":"Read","scope.WRITE":"Read and change","scope.READ_ACCESS":"See who has access","scope.STAFF":"Staff"};var De={en:cn,de:{...an,...sn}},li=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/,di=/[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;function Z(t){let e=t;for(;e;){let n=e.closest("[lang]:not([lang=''])");if(n)return n.getAttribute("lang");let i=e.getRootNode();e=i instanceof ShadowRoot?i.host:null}return navigator.language}function mt(t){return li.test(t)?"rtl":"ltr"}function Me(t){let e=De[t]??De[t.split("-")[0]]??De.en,n=new Intl.PluralRules(t),i=new Intl.NumberFormat(t),r=l=>i.format(l),o=mt(t)==="rtl",s=l=>e[l]??De.en[l],c=l=>l&&(o||di.test(l))?`\u2068${l}\u2069`:l,a=l=>o?`\u2066${l}\u2069`:l,d=(l,u)=>l.replace(/\{(\w+)\}/g,(E,N)=>{let P=u[N];return typeof P=="number"?r(P):c(P??"")}),p=(l,u={})=>{let{count:E}=u,N=typeof E=="number"?`${l}.${n.select(E)}`:l;return d(s(N)??s(`${l}.other`)??s(l)??l,u)};return Object.assign(p,{number:r,error:l=>s(`error.${l}`)??p("error.other"),problem:({code:l,message:u,path:E})=>e[`problem.${l}.${E?.at(-1)}`]??e[`problem.${l}`]??u,notification:({kind:l,message:u,details:E})=>{if(!E)return e["notification.hidden"]??a(u);let{expiresAt:N,role:P,...oe}=E,U=`notification.${l}`,M=!oe.person&&e[`${U}.nobody`]||e[U];return!M||!oe.group?a(u):d(M,{...oe,role:P&&p(`role.${P}`),date:N&&gt(t,on(N))})}})}var ln=new Map;function dn(t,e){let n=`${t} ${Object.keys(e).length}`,i=ln.get(n)??new Intl.DateTimeFormat(t,e);return ln.set(n,i),i}function gt(t,e){return dn(t,{dateStyle:"medium"}).format(new Date(e))}function un(t,e){return dn(t,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}var hn=S`
  button,
  .button {
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    color: var(--accent);
    background: var(--card);
    border: 1px solid var(--field);
    border-radius: 9px;
    min-block-size: 2.5rem;
    padding: 0.4rem 0.95rem;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    cursor: pointer;
    text-decoration: none;
    position: relative;
  }
  button > span {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
  }
  button:hover,
  .button:hover {
    background: var(--tint);
    border-color: var(--accent);
  }
  button.first,
  .button.first {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.first:hover,
  .button.first:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  button.danger:hover {
    background: var(--bad-ground);
  }
  button.plain {
    background: none;
    border-color: transparent;
    padding-inline: 0.6rem;
  }
  button.plain:hover {
    background: var(--tint);
  }
  button.plain.danger:hover {
    background: var(--bad-ground);
  }
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.6;
  }
  button[aria-busy="true"] > span {
    opacity: 0.35;
  }
  button[aria-busy="true"]::after {
    content: "";
    position: absolute;
    inline-size: 1.05rem;
    block-size: 1.05rem;
    border: 2.5px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.7s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  label {
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.3rem;
    align-content: start;
  }
  .hint {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .field > .mend {
    color: var(--bad);
    font-size: 0.875rem;
    font-weight: 550;
  }
  input:not([type="checkbox"], [type="radio"]),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.45rem 0.7rem;
    font: inherit;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--field);
    border-radius: 9px;
  }
  select.inline {
    inline-size: auto;
  }
  @container (max-width: 34rem) {
    .rows select.inline {
      font-size: 0.875rem;
      min-block-size: 2.25rem;
      padding: 0.25rem 0.4rem;
    }
  }
  input[type="checkbox"],
  input[type="radio"] {
    accent-color: var(--accent);
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0;
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0;
    min-inline-size: 0;
    display: grid;
    gap: 0.6rem;
  }
  legend {
    padding: 0;
    margin-block-end: 0.5rem;
    font-weight: 600;
  }
  .choice {
    display: flex;
    gap: 0.6rem;
    align-items: flex-start;
    font-weight: 400;
  }
  .choice > input {
    flex: none;
  }
  .choice .hint {
    display: block;
  }
  textarea {
    resize: vertical;
    line-height: 1.5;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 1rem;
  }
  .skeleton {
    display: grid;
    gap: 0.75rem;
  }
  .skeleton i {
    block-size: 3.25rem;
    border-radius: var(--round);
    background: color-mix(in oklab, var(--line) 55%, transparent);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 3s !important;
      transition: none !important;
    }
  }
`;var pn=t=>(...e)=>({_$litDirective$:t,values:e}),Le=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,i){this._$Ct=e,this._$AM=n,this._$Ci=i}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var fn=S`
  dialog {
    border: 1px solid var(--line);
    border-radius: 16px;
    padding: clamp(1.1rem, 5vw, 1.75rem);
    inline-size: min(30rem, 100vw - 1.5rem);
    max-inline-size: none;
    max-block-size: calc(100dvh - 2rem);
    background: var(--card);
    color: inherit;
    font: inherit;
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(10 20 18 / 45%);
  }
  dialog > h2 {
    margin-block-end: 0.75rem;
    font-size: 1.2rem;
  }
`;var bt=class extends Le{render(e){return h}update({element:e},[n]){let i=e;return n!==i.open&&queueMicrotask(()=>n?i.isConnected&&i.showModal():i.close()),h}},Vr=pn(bt);var yt=S`
  :host {
    --ink: var(--usher-ink, light-dark(#1c2624, #e8edeb));
    --soft: var(--usher-soft, light-dark(#55625f, #a5b2ae));
    --card: var(--usher-card, light-dark(#ffffff, #1b2220));
    --ground: var(--usher-ground, light-dark(#f4f5f2, #121716));
    --line: var(--usher-line, light-dark(#dfe4e0, #313b38));
    --field: var(--usher-field, light-dark(#7d8a86, #7c8a86));
    --accent: var(--usher-accent, light-dark(#135e56, #7fd1c3));
    --on-accent: var(--usher-on-accent, light-dark(#ffffff, #0b2723));
    --tint: var(--usher-tint, light-dark(#e6f0ee, #22332f));
    --good: light-dark(#14532d, #a9e2bb);
    --good-ground: light-dark(#e5f4e9, #173022);
    --warn: light-dark(#6b4a00, #f0cf86);
    --warn-ground: light-dark(#fbf1d9, #33290f);
    --bad: var(--usher-danger, light-dark(#a32020, #ff9d95));
    --bad-ground: light-dark(#fcecea, #3a1f1d);
    --round: var(--usher-radius, 12px);
    --shadow: light-dark(0 12px 32px rgb(20 40 36 / 16%), 0 12px 32px rgb(0 0 0 / 55%));
    color: var(--ink);
    font: 400 0.9375rem/1.5 var(--usher-font, system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-font-smoothing: antialiased;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :focus-visible,
  input[type="date"]:focus {
    outline: 2.5px solid var(--accent);
    outline-offset: 2px;
    border-radius: 6px;
  }
  .away {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,ui=S`
  :host {
    display: block;
    container-type: inline-size;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 650;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
  }
  svg {
    display: block;
    flex: none;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: 0.875rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .stack {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  .bar > .grow {
    flex: 1 1 14rem;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--round);
    padding: clamp(1rem, 4cqi, 1.5rem);
  }
  .note {
    border-radius: 10px;
    padding: 0.7rem 0.9rem;
    background: var(--tint);
  }
  .note.warn {
    background: var(--warn-ground);
    color: var(--warn);
    margin-block-end: 1rem;
  }
  .note.bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .note.bad a {
    color: inherit;
  }
`,hi=S`
  .rows {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--round);
    transition: opacity 0.1s;
  }
  .rows[aria-busy="true"] {
    opacity: 0.55;
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    padding: 0.75rem clamp(0.9rem, 3cqi, 1.25rem);
    border-block-end: 1px solid var(--line);
  }
  .rows > li:last-child {
    border-block-end: 0;
  }
  .who {
    flex: 1 1 9rem;
    min-inline-size: 0;
  }
  .who strong {
    font-weight: 600;
  }
  .tag {
    display: inline-block;
    padding: 0.1rem 0.55rem;
    border-radius: 99px;
    background: var(--tint);
    font-size: 0.8125rem;
    font-weight: 550;
    white-space: nowrap;
  }
  .tag.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .tag.warn {
    background: var(--warn-ground);
    color: var(--warn);
  }
  .tag.bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .face {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    background: var(--tint);
    color: var(--accent);
    display: grid;
    place-items: center;
    font-size: 0.8125rem;
    font-weight: 650;
    flex: none;
  }
`,Ue=[yt,ui,hi,hn,fn];function ze(t,e,n={}){let{kind:i="",busy:r=!1,disabled:o=!1,name:s,part:c="button",submit:a=!1}=n,d=r||o;return b`<button
    type=${a?"submit":"button"}
    class=${i}
    part=${c}
    aria-label=${s??h}
    aria-busy=${r?"true":h}
    aria-disabled=${d?"true":h}
    @click=${p=>{d||p.detail>1?p.preventDefault():e()}}
  >
    <span>${t}</span>
  </button>`}var pi=5e3,vt=class extends L{static{this.styles=[yt,S`
      :host {
        position: fixed;
        inset: auto 1rem 1rem;
        inline-size: auto;
        max-inline-size: 28rem;
        margin-inline: auto;
        padding: 0;
        border: 0;
        background: none;
        overflow: visible;
      }
      p {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        margin: 0.5rem 0 0;
        padding-block: 0.6rem;
        padding-inline: 1rem 0.6rem;
        border-radius: var(--round);
        background: var(--ink);
        color: var(--card);
        box-shadow: var(--shadow);
      }
      p.bad {
        background: var(--bad);
      }
      span {
        flex: 1;
      }
      a {
        color: inherit;
      }
      button {
        font: inherit;
        color: inherit;
        background: none;
        border: 0;
        min-inline-size: 2rem;
        min-block-size: 2rem;
        cursor: pointer;
        border-radius: 6px;
      }
      :focus-visible {
        outline-color: currentColor;
      }
    `]}#e=[];#t=0;show(e,n,i){let r={id:this.#t++,text:e,kind:n,url:i},o=this.#e.filter(s=>s.kind==="bad"&&s.text!==e);this.#e=[...o,r].slice(-3),n==="good"&&setTimeout(()=>this.#i(r),pi),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return b`<div role="status" aria-live="polite">${this.#n("good")}</div>
      <div role="alert">${this.#n("bad")}</div>`}#n(e){return this.#e.filter(n=>n.kind===e).map(n=>b`<p class=${e}>
            <span
              >${n.text} ${n.url?b`<a href=${n.url}>${new URL(n.url).host}</a>`:h}</span
            >
            <button aria-label=${Me(Z(this))("action.close")} @click=${()=>this.#i(n)}>
              ✕
            </button>
          </p>`)}#i(e){this.#e=this.#e.filter(n=>n!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",vt);function re(t,{kind:e="good",url:n}={}){let i=document.querySelector("usher-toasts");i||(i=document.createElement("usher-toasts"),i.popover="manual",document.body.append(i)),i.show(t,e,n)}var Be=class extends L{constructor(){super(...arguments),this.#t=new Set,this.#i="",this.date=e=>gt(Z(this),e),this.time=e=>un(Z(this),e),this.#s=()=>{this.#n=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=Ue}#e;#t;#n;#i;get t(){let e=Z(this);return(!this.#n||e!==this.#i)&&(this.#n=Me(this.#i=e)),this.#n}connectedCallback(){super.connectedCallback(),this.#c(),addEventListener("usher-messages",this.#s)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#s)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#c(),e.get("group")!==void 0&&Object.assign(this,this.#e),this.#e??=this.#r();let n=mt(Z(this));this.lang&&this.dir!==n&&(this.dir=n)}update(e){let n=this.shadowRoot?.activeElement;super.update(e),n&&!n.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,n){return this.dispatchEvent(new CustomEvent(e,{detail:n,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return[_.base,"console",...e.map(encodeURIComponent)].join("/")}isBusy(e){return this.#t.has(e)}button(e,n,i,r={}){return ze(n,i,{...r,busy:this.isBusy(e)})}async act(e,n,i,r={}){return this.during(e,async()=>{try{let{data:o,errors:s}=await _.client.mutate(n,i),c=Object.values(Object(o))[0];if(!c)throw de(s,"INTERNAL");let a=c.userErrors??[];if(a.length&&!r.isPartial?.(c)){this.emit("usher-refused",{action:e,errors:a});let p=a.map(l=>({...l,message:this.t.problem(l)}));r.mend?r.mend(p):re(p[0].message,{kind:"bad",url:p[0].url});return}this.emit("usher-done",{action:e,payload:c});let{done:d}=r;return d&&re(typeof d=="string"?d:d(c)),c}catch(o){this.fail(e,o);return}})}async ask(e,n,i){try{let{data:r,errors:o}=await _.client.query(e,n);if(r)return r;throw de(o,"INTERNAL")}catch(r){i?.(r.code)||this.fail("read",r);return}}async during(e,n){if(!this.#t.has(e)){this.#o(e,!0);try{return await n()}finally{this.#o(e,!1)}}}say(e){re(e)}refuse(e){re(e,{kind:"bad"})}fail(e,n){let{code:i}=n instanceof w?n:{code:"INTERNAL"};n instanceof w||console.error(n),this.emit("usher-failed",{action:e,code:i}),re(this.t.error(i),{kind:"bad"})}#r(){let{elementProperties:e}=this.constructor,n=[...e].filter(([,{state:i}])=>i);return Object.fromEntries(n.map(([i])=>[i,this[i]]))}#o(e,n){n?this.#t.add(e):this.#t.delete(e),this.requestUpdate()}#c(){this.src&&_.set({src:this.src}),this.token&&_.set({token:this.token})}#s};function mn(t,e){customElements.get(t)||customElements.define(t,e)}var je=class extends Be{answers(e){let{id:n,viewerActions:i,group:r}=e;if(!i.includes("ACCEPT"))return h;let o=s=>`${s}: ${r.name}`;return b`<div class="bar" part="answers">
      ${this.button(`accept:${n}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:o(this.t("invitations.accept"))})}
      ${this.button(`decline:${n}`,this.t("invitations.decline"),()=>this.#t(e),{name:o(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:n}){let i=this.t("invitations.accepted",{group:n.name}),r=await this.act(`accept:${e}`,nn,{id:e},{done:i});r&&this.emit("usher-accepted",{invitationId:e,groupId:r.member?.group.id})}async#t({id:e,group:n}){let i=this.t("invitations.declined",{group:n.name});await this.act(`decline:${e}`,rn,{id:e},{done:i})&&this.emit("usher-declined",{invitationId:e})}};var gn={id:"sha256:4936edcb25c51fd3d72ac1af9369ae0867ae87f69c8b74041450ccd2f18b8607",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}caseload{id}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id kind message details{person group resource role expiresAt}url createdAt readAt}}}}"},bn={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var yn=S`
  .notification {
    display: grid;
    grid-template-columns: 0.6rem 1fr;
    gap: 0.1rem 0.6rem;
    padding: 0.7rem 1rem;
    color: inherit;
    text-decoration: none;
  }
  .notification:hover {
    background: var(--tint);
  }
  .notification:focus-visible {
    outline-offset: -3px;
  }
  .notification i {
    inline-size: 0.55rem;
    block-size: 0.55rem;
    margin-block-start: 0.45rem;
    border-radius: 50%;
  }
  .notification.unread i {
    background: var(--accent);
  }
  .notification.unread b {
    font-weight: 600;
  }
  .notification b {
    font-weight: 400;
  }
  .notification time {
    grid-column: 2;
    color: var(--soft);
    font-size: 0.8125rem;
  }
`;function vn({t,time:e},n,i){return b`<a
    class="notification ${n.readAt?"":"unread"}"
    part="notification"
    href=${n.url}
    @click=${()=>{n.readAt?h:i()}}
  >
    <i></i>
    <b>${t.notification(n)} ${n.readAt?h:b`<span class="away">(${t("bell.unread")})</span>`}</b>
    <time datetime=${n.createdAt}>${e(n.createdAt)}</time>
  </a>`}function wn(t,e=3){return b`<div class="skeleton" role="status" aria-label=${t}>
    ${Array.from({length:e},()=>b`<i></i>`)}
  </div>`}function wt({t},e,n){let i=e?.code??"NETWORK",r=e?.isSignedOut&&_.hasCookie;return b`<div class="card stack" part="failure" role="alert">
    <p>${t.error(i)}</p>
    <div class="bar">
      ${r?b`<a class="button first" href=${fi()}>${t("action.signIn")}</a>`:ze(t("action.tryAgain"),n)}
    </div>
  </div>`}function fi(){let{origin:t,pathname:e}=new URL(`${_.base}/login`,location.href),n=e.slice(0,-6),i=t===location.origin&&location.pathname.startsWith(`${n}/console`);return`${_.base}/login${i?`?to=${encodeURIComponent(location.pathname.slice(n.length))}`:""}`}var mi=3e3,He=class{#e;#t;#n;#i;#r=!1;#o;#c;#s;constructor(e,n,i){this.#o=e,this.#c=n,this.#s=i,e.addController(this)}get data(){return this.#n?.data}hostConnected(){_.addEventListener("change",this.#a),this.#o.requestUpdate()}hostDisconnected(){_.removeEventListener("change",this.#a),this.#l()}hostUpdate(){if(!this.#o.isConnected)return;let e=this.#c();if(!e)return this.#l();let n=JSON.stringify([e.document,e.streams,this.#o.group]),i=JSON.stringify(e.variables);this.#t?.key!==n?this.#u(e):this.#t.variables!==i&&this.#e?.show(e.variables),this.#t={key:n,variables:i}}get isMissing(){let{data:e,status:n}=this.#n??{};return e===void 0?n==="ended":this.#s(e)==null}refresh(){this.#e?.refresh()}render(e){let{t:n}=this.#o,{data:i,error:r,errors:o,status:s}=this.#n??{errors:[]};if(i!==void 0&&this.#s(i)!=null){let c=s==="ended";return b`${c||this.#r?b`<p class="note warn" role="status">${n(c?"state.ended":"state.cut")}</p>`:h}${e(i)}`}if(i!==void 0){let c=s==="ended"&&r?r:de(o,"NOT_FOUND");return wt(this.#o,c,()=>this.#a())}return s==="ended"||r&&this.#r?wt(this.#o,r,()=>this.#a()):wn(n("state.loading"))}#a=()=>{this.#l(),this.#o.requestUpdate()};#u(e){this.#l();let n=_.client.live(e.document,e);this.#e=n,this.#n=n.current,n.subscribe(i=>{this.#n=i,this.#d(i),i.error?.isSignedOut&&this.#o.emit("usher-signed-out",{}),this.#o.requestUpdate()})}#d({status:e,error:n}){e==="connecting"&&n!==void 0?this.#i??=setTimeout(()=>{this.#r=!0,this.#o.requestUpdate()},mi):(clearTimeout(this.#i),this.#i=void 0,this.#r=!1)}#l(){this.#e?.stop(),this.#e=this.#n=this.#t=void 0,clearTimeout(this.#i),this.#i=void 0,this.#r=!1}};function ye(t){return b`<svg
    width="20"
    height="20"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${t}
  </svg>`}var En=ye(ie`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),Io=ye(ie`<circle cx="12" cy="8.500" r="3.700" /><path d="M4.800 20c.8-3.600 3.700-5.500 7.200-5.500s6.400 1.900 7.200 5.500" />`),No=ye(ie`<path d="M12 5v14M5 12h14" />`),Oo=ye(ie`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`),Co=ye(ie`<path d="M4 7h16M10 11v6M14 11v6M6 7l1 12.500h10L18 7M9 7V4.500h6V7" />`);var We=8,An=S`
  .panel {
    position: fixed;
    inset: auto;
    margin: 0;
    overflow-y: auto;
    background: var(--card);
    color: var(--ink);
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--shadow);
  }
`;function $n(t,e,n){let{left:i,right:r,bottom:o}=t.getBoundingClientRect(),s=parseFloat(getComputedStyle(document.documentElement).fontSize),c=Math.min(n*s,innerWidth-2*We),a=getComputedStyle(t).direction==="ltr"?r-c:i;e.style.top=`${o+We}px`,e.style.left=`${Math.max(We,Math.min(a,innerWidth-c-We))}px`}function xn({currentTarget:t,relatedTarget:e}){let n=t;!(e instanceof Element)||n.contains(e)||e.hasAttribute("popovertarget")||n.hidePopover()}var Sn=99,Et=class extends je{static{this.styles=[Ue,yn,An,S`
      :host {
        display: inline-block;
        container-type: normal;
      }
      .bell {
        border-color: transparent;
        background: none;
        color: inherit;
        inline-size: 2.5rem;
        padding: 0;
      }
      .bell svg {
        inline-size: 1.35rem;
        block-size: 1.35rem;
      }
      .count {
        position: absolute;
        inset-block-start: 0.05rem;
        inset-inline-start: 50%;
        min-inline-size: 1.2rem;
        padding: 0 0.3rem;
        border-radius: 99px;
        background: var(--bad);
        color: var(--card);
        font-size: 0.72rem;
        line-height: 1.2rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .panel {
        padding: 0;
        inline-size: min(26rem, 100vw - 1rem);
        max-block-size: min(38rem, 100dvh - 5rem);
      }
      .top,
      .all {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-block: 0.6rem;
        padding-inline: 1rem 0.75rem;
        position: sticky;
        background: var(--card);
      }
      .top {
        inset-block-start: 0;
      }
      .all {
        inset-block-end: 0;
        border-block-start: 1px solid var(--line);
        justify-content: center;
        gap: 2rem;
        font-weight: 600;
      }
      .all a {
        text-decoration: none;
      }
      h2 {
        font-size: 1rem;
      }
      li {
        border-block-start: 1px solid var(--line);
      }
      .invitation {
        display: grid;
        gap: 0.6rem;
        padding: 0.8rem 1rem;
        background: var(--tint);
      }
      .none {
        padding: 0.5rem 1rem 1.25rem;
        color: var(--soft);
      }
    `]}#e=0;#t=!1;#n=new He(this,()=>({document:gn,variables:{},streams:[et()]}),({viewer:e})=>e?.badge);render(){let e=this.#n.data?.viewer?.badge?.total??0;return b`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${En}
        ${e?b`<span class="count" part="count">${this.t.number(Math.min(e,Sn))}${e>Sn?"+":""}</span>`:h}
      </button>
      <span class="away" role="status"
        >${e>this.#e?this.t("bell.waiting",{count:e}):h}</span
      >
      <div
        id="panel"
        class="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.t("bell.name")}
        @beforetoggle=${this.#c}
        @focusout=${xn}
      >
        ${this.#n.render(n=>this.#i(n))}
      </div>`}updated(){let{badge:e,caseload:n}=this.#n.data?.viewer??{};if(!e)return;let{total:i}=e,r=!!n;i===this.#e&&r===this.#t||(this.#e=i,this.#t=r,this.emit("usher-count",{total:i,hasCaseload:r}))}#i({viewer:e}){let n=e?.invitations?.nodes.filter(({status:r})=>r==="PENDING")??[],i=e?.notifications?.nodes??[];return b`<div class="top">
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${e?.badge?.unreadNotifications?this.button("read",this.t("bell.readAll"),()=>this.#r({all:!0}),{kind:"plain"}):h}
      </div>
      <ul>
        ${n.map(r=>b`<li class="invitation">
              <p>
                ${this.t(r.invitedBy?"bell.invitedBy":"bell.invited",{group:r.group.name,name:r.invitedBy?.name??""})}
              </p>
              ${this.answers(r)}
            </li>`)}
        ${i.map(r=>b`<li>${vn(this,r,()=>this.#r({ids:[r.id]}))}</li>`)}
      </ul>
      ${n.length||i.length?h:b`<p class="none">${this.t("bell.empty")}</p>`}
      <div class="all">
        <a href=${this.page("notifications")} @click=${this.#o}>${this.t("bell.all")}</a>
        ${n.length?b`<a href=${this.page("invitations")} @click=${this.#o}>${this.t("invitations.title")}</a>`:h}
      </div>`}async#r(e){this.#o(),await this.act("read",bn,{input:e})}#o=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#c(e){e.newState==="open"&&$n(this,e.target,26)}};mn("usher-bell",Et);
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
