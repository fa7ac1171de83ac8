function re(s){return"text"in Object(s)?s.text:s.loc?.source.body??String(s)}function oi(s){let{id:e,text:t}=Object(s);return t===void 0?void 0:e}var E=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,t,i=[],r){super(t),this.code=e,this.errors=i,this.retryAfter=r}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function Ee(s,e){let[t]=s,{code:i="UNREADABLE",retryAfter:r=e}=t?.extensions??{};return new E(i,t?.message??"The server sent an error without a message.",s,r)}function K(s){return s instanceof E?s:new E("NETWORK",s instanceof Error?s.message:"The connection was cut.")}var Ys=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function Et({code:s}){return Ys.has(s)}function _t(s,e){return new Promise(t=>{let i=()=>{clearTimeout(r),e?.removeEventListener("abort",i),t()},r=setTimeout(i,s);e?.addEventListener("abort",i),e?.aborted&&i()})}function kt(s,e=0){let t=Math.min(500*2**s,3e4),i=s?t/2:0;return Math.max(i+Math.random()*(t-i),e*1e3)}var Me=class{#e=0;#t=0;#i;pause(e){if(!this.#i){Date.now()-this.#t>1e4&&(this.#e=0);let t=new AbortController,i=_t(kt(this.#e++,e),t.signal).then(()=>{this.#i=void 0,this.#t=Date.now()});this.#i={over:i,cut:t}}return this.#i.over}cut(){this.#e=0,this.#i?.cut.abort()}};var Qs=5,Ks=10,Js="application/graphql-response+json, application/json;q=0.9",Zs=new Set([502,503,504]),Le=class{#e=!1;#t;#i;constructor(e,t){this.#t=e,this.#i=t}#s(e,t){let i=this.#e?void 0:oi(e);return i?{documentId:i,variables:t}:{query:re(e),variables:t}}async send(e,t,{signal:i,idempotencyKey:r}={},n=Qs){for(let o=0;;o++){let l=this.#s(e,t);try{return await this.#r(l,r,i)}catch(c){if(i?.aborted)throw c;let h=K(c);if(l.documentId&&h.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(h.code==="RETRYABLE"||h.code==="RATE_LIMITED"||h.code==="NETWORK"&&r!==!1)||o+1>=n||(h.retryAfter??0)>Ks)throw h;await _t(kt(o,h.retryAfter),i)}}}async#r(e,t,i){let r=await this.#i.token();try{return await this.#n(e,r,t,i)}catch(n){if(!K(n).isSignedOut||!this.#i.refuse(r))throw n;return this.#n(e,await this.#i.token(),t,i)}}async#n(e,t,i,r){let n={accept:Js,"content-type":"application/json"};t&&(n.authorization=`Bearer ${t}`),i&&(n["idempotency-key"]=i);let{credentials:o}=this.#i,l=await fetch(this.#t,{method:"POST",headers:n,credentials:o,body:JSON.stringify(e),signal:r??null});return Xs(l,await l.text(),this.#t)}};function Xs(s,e,t){let i=Number(s.headers.get("retry-after"))||void 0,r;try{if(r=JSON.parse(e),!r.data&&!r.errors)throw new SyntaxError}catch{let c=Zs.has(s.status)?"NETWORK":"UNREADABLE";throw new E(c,`${t} answers with status ${s.status}, and not as GraphQL does.`,[],i)}let{data:n,errors:o=[]}=r,l=o.length>0&&Object.values(n??{}).every(c=>c===null);if(!n||l)throw Ee(o,i);return{data:n,errors:o}}function ai(s,e){let t=new Map;St(e,t);let i=new Set,r=new Set;function n(o){if(Array.isArray(o))return ze(o,o.map(n));if(!P(o))return o;let l=j(o);l!==void 0&&i.add(l);let c=l===void 0?void 0:t.get(l),h={};for(let[p,f]of Object.entries(o)){let g=n(f);!c||p==="id"||Be(g)?h[p]=g:p in c?h[p]=di(g,c[p],()=>r.add(l)):(h[p]=g,r.add(l))}return ze(o,h)}return{data:n(s),found:i,partial:r}}function di(s,e,t){if(e===null||!(P(e)||Array.isArray(e)&&e.some(P)))return er(s,e)?s:e;if(!P(s)||!P(e))return t(),s;let i={},r=!0;for(let[n,o]of Object.entries(s))n in e?i[n]=Be(o)?o:di(o,e[n],t):(r=!1,i[n]=o);return r||j(s)!==void 0&&j(s)===j(e)?ze(s,i):(t(),s)}function St(s,e){if(Array.isArray(s))for(let i of s)St(i,e);if(!P(s))return;let t=j(s);t!==void 0&&e.set(t,{...e.get(t),...s});for(let i of Object.values(s))St(i,e)}function Be(s){return Array.isArray(s)?s.some(P):P(s)&&(Array.isArray(s.nodes)||Array.isArray(s.edges))}function P(s){return typeof s=="object"&&s!==null&&!Array.isArray(s)}function j(s){return P(s)&&typeof s.id=="string"?s.id:void 0}function ze(s,e){return Object.entries(e).every(([i,r])=>s[i]===r)?s:e}function er(s,e){return!Array.isArray(s)||!Array.isArray(e)?s===e:s.length===e.length&&s.every((t,i)=>t===e[i])}var tr={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},ir=/\bhistory\b/,sr=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function li(s,e,t,{found:i,partial:r}){if(!P(t))return!0;if(typeof t.kind!="string")return!rr(t,i,r);let[n,o]=tr[t.kind]??[],l=n===void 0?void 0:t[n],c=t.group??t.viewer;return!P(l)||!P(c)||ir.test(s)||o?.test(s)||r.has(j(l)??"")||r.has(j(c)??"")?!0:sr.test(s)&&nr(e,j(c))!==c.viewerActionsVersion}function rr(s,e,t){let i=j(s)??"";return e.has(i)&&!t.has(i)&&!Object.values(s).some(Be)}function nr(s,e){let t=_e(s,i=>j(i)===e&&"viewerActionsVersion"in i);return t?t.viewerActionsVersion:Symbol()}function _e(s,e){if(P(s)&&e(s))return s;for(let t of P(s)||Array.isArray(s)?Object.values(s):[]){let i=_e(t,e);if(i)return i}}var je=class{isOver=!1;#e;#t;constructor(e,t){this.#t=e,this.#e=or(e,t)}get mayHaveMissed(){return this.#e===void 0&&Tt(this.#t)}follow(e,t){let{document:i,variables:r}=this.#t,n=this.#e&&{after:this.#e},o=!1,l=e.subscribe(re(i),{...r,...n},{open:()=>o||t.open(),next:(c,h)=>{if(o)return;let p=Object.values(c)[0],{cursor:f=h}=Object(p);f&&(this.#e=f),t.event(p)},error:c=>o||t.error(c),complete:()=>{o||(Tt(this.#t)?t.error(new E("RETRYABLE","The stream has ended.")):this.isOver=!0)}});return()=>{o=!0,l()}}};function Tt({document:s}){return/\$after\b/.test(re(s))}function or(s,e){if(!Tt(s))return;if(s.cursor)return s.cursor(e)??void 0;let{groupId:t}={groupId:void 0,...s.variables},i=n=>typeof n.liveCursor=="string";return(_e(e,n=>i(n)&&n.id===t)??_e(e,i))?.liveCursor}var ar=500,dr=60,ci={status:"connecting",data:void 0,errors:[],error:void 0},Ge=class{#e=ci;#t=new Set;#i;#s;#r=0;#n;#o=0;#a;#d;#h=0;#u=!1;#c=[];#l;#p;#m;#$;#y;constructor(e,t,i,r,n){this.#l=e,this.#p=t,this.#m=i,this.#$=r,this.#y=n,this.#i=re(t),this.#w()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#m=e,this.refresh()}refresh(){this.#h=0,this.#u=!0,clearTimeout(this.#d),this.#d=void 0,this.#a?this.#a.abort():this.#b()}stop(){this.#x(),this.#t.clear(),this.#y()}restart(){this.#x(),this.#f(ci),this.#w()}apply(e){this.#c.push(e),this.#v(e).hasChanged&&this.#g()}#w(){this.#_(++this.#r)}#x(){this.#r++,this.#s=void 0,this.#u=!1,this.#o=0,clearTimeout(this.#d),this.#d=void 0,this.#a?.abort(),this.#a=void 0,this.#n?.(Ct())}async#_(e){for(;e===this.#r;)try{if(this.#s??=await this.#S(),e!==this.#r)return;this.#b(),await this.#T(e)}catch(t){let i=K(t);e===this.#r&&i.code!==It&&await this.#k(i)}}async#k(e){let t=this.#s!==void 0;if(Et(e))this.#f({status:"connecting",error:e});else if(this.#s=void 0,e.code!=="CURSOR_EXPIRED")return t?this.#o++?this.#E({error:e}):void 0:this.#E({error:e,data:void 0});await this.#l.pauses.pause(e.retryAfter)}async#S(){let{data:e}=await this.#A();return this.#$.map(t=>new je(t,e))}async#T(e){let t=[];try{return await new Promise((i,r)=>{this.#n=r;let n=(this.#s??[]).filter(({isOver:o})=>!o);n.length||this.#f({status:"live",error:void 0});for(let o of n){let l=()=>e===this.#r&&this.#C(o),c=h=>e===this.#r&&this.#I(h);t.push(o.follow(this.#l.transport,{open:l,event:c,error:r}))}})}finally{this.#n=void 0;for(let i of t)i()}}#C({mayHaveMissed:e}){this.#f({status:"live",error:void 0}),e&&this.#g()}#I(e){this.#o=0,this.#c.push(e),this.#v(e).isStale&&this.#g()}#v(e){let t=this.#e.data;if(t===void 0)return{isStale:!1,hasChanged:!1};let i=ai(t,e);return this.#f({data:i.data}),{isStale:li(this.#i,t,e,i),hasChanged:i.data!==t}}#g(){this.#u=!0,this.#b()}#b(){if(!this.#u||this.#d||this.#a||!this.#s)return;let e=Math.max(dr*Math.random(),this.#h+ar-Date.now());this.#d=setTimeout(()=>{this.#d=void 0;let t=this.#r;this.#A().catch(i=>t===this.#r?this.#U(K(i)):void 0)},e)}async#U(e){if(e.code===It)return;if(!Et(e))return this.#n?.(e);let t=this.#r;await this.#l.pauses.pause(e.retryAfter),t===this.#r&&this.#g()}async#A(){this.#a?.abort(),clearTimeout(this.#d),this.#d=void 0;let e=this.#a=new AbortController;this.#h=Date.now(),this.#u=!1,this.#c=[];try{let t=await this.#l.http.send(this.#p,this.#m,{signal:e.signal},1);if(e.signal.aborted)throw Ct();let i=this.#c;this.#f({data:t.data,errors:t.errors});for(let r of i)this.#v(r);return t}catch(t){throw e.signal.aborted?Ct():t}finally{this.#a===e&&(this.#a=void 0,this.#b())}}#E(e){this.#r++,this.#f({...e,status:"ended"})}#f(e){if(!Object.entries(e).every(([i,r])=>this.#e[i]===r)){this.#e={...this.#e,...e};for(let i of this.#t)i(this.#e)}}},It="STOPPED";function Ct(){return new E(It,"Something newer takes its place.")}var He=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new E("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function hi(s){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&s();return window.addEventListener("online",s),window.addEventListener("pageshow",s),document.addEventListener("resume",s),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",s),window.removeEventListener("pageshow",s),document.removeEventListener("resume",s),document.removeEventListener("visibilitychange",e)}}function R(s){return s===null?"null":Array.isArray(s)?"array":typeof s}function J(s){return R(s)==="object"}function lr(s){return Array.isArray(s)&&s.length>0&&s.every(e=>"message"in e)}function Ut(s,e){return s.length<124?s:e}var ui="graphql-transport-ws";var O=(s=>(s[s.InternalServerError=4500]="InternalServerError",s[s.InternalClientError=4005]="InternalClientError",s[s.BadRequest=4400]="BadRequest",s[s.BadResponse=4004]="BadResponse",s[s.Unauthorized=4401]="Unauthorized",s[s.Forbidden=4403]="Forbidden",s[s.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",s[s.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",s[s.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",s[s.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",s[s.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",s))(O||{}),M=(s=>(s.ConnectionInit="connection_init",s.ConnectionAck="connection_ack",s.Ping="ping",s.Pong="pong",s.Subscribe="subscribe",s.Next="next",s.Error="error",s.Complete="complete",s))(M||{});function pi(s){if(!J(s))throw new Error(`Message is expected to be an object, but got ${R(s)}`);if(!s.type)throw new Error("Message is missing the 'type' property");if(typeof s.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${R(s.type)}`);switch(s.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(s.payload!=null&&!J(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${s.payload}"`);break}case"subscribe":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${R(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);if(!J(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an object, but got ${R(s.payload)}`);if(typeof s.payload.query!="string")throw new Error(`"${s.type}" message payload expects the 'query' property to be a string, but got ${R(s.payload.query)}`);if(s.payload.variables!=null&&!J(s.payload.variables))throw new Error(`"${s.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${R(s.payload.variables)}`);if(s.payload.operationName!=null&&R(s.payload.operationName)!=="string")throw new Error(`"${s.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${R(s.payload.operationName)}`);if(s.payload.extensions!=null&&!J(s.payload.extensions))throw new Error(`"${s.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${R(s.payload.extensions)}`);break}case"next":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${R(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);if(!J(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an object, but got ${R(s.payload)}`);break}case"error":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${R(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);if(!lr(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(s.payload)}`);break}case"complete":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${R(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${s.type}"`)}return s}function mi(s,e){return pi(typeof s=="string"?JSON.parse(s,e):s)}function fe(s,e){return pi(s),JSON.stringify(s,e)}function fi(s){let{url:e,connectionParams:t,lazy:i=!0,onNonLazyError:r=console.error,lazyCloseTimeout:n=0,keepAlive:o=0,disablePong:l,connectionAckWaitTimeout:c=0,retryAttempts:h=5,retryWait:p=async function(A){let m=Math.pow(2,A);await new Promise($=>setTimeout($,m*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:f=Nt,on:g,webSocketImpl:I,generateID:he=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,A=>{let m=Math.random()*16|0;return(A=="x"?m:m&3|8).toString(16)})},jsonMessageReplacer:Re,jsonMessageReviver:Fs}=s,ue;if(I){if(!hr(I))throw new Error("Invalid WebSocket implementation provided");ue=I}else typeof WebSocket<"u"?ue=WebSocket:typeof global<"u"?ue=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(ue=window.WebSocket||window.MozWebSocket);if(!ue)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let ie=ue,U=(()=>{let b=(()=>{let m={};return{on($,k){return m[$]=k,()=>{delete m[$]}},emit($){"id"in $&&m[$.id]?.($)}}})(),A={connecting:g?.connecting?[g.connecting]:[],opened:g?.opened?[g.opened]:[],connected:g?.connected?[g.connected]:[],ping:g?.ping?[g.ping]:[],pong:g?.pong?[g.pong]:[],message:g?.message?[b.emit,g.message]:[b.emit],closed:g?.closed?[g.closed]:[],error:g?.error?[g.error]:[]};return{onMessage:b.on,on(m,$){let k=A[m];return k.push($),()=>{let S=k.indexOf($);S>-1&&k.splice(S,1)}},emit(m,...$){for(let k of[...A[m]])k(...$)}}})();function xt(b){let A=[U.on("error",m=>{A.forEach($=>$()),b(m)}),U.on("closed",m=>{A.forEach($=>$()),b(m)})];return()=>A.forEach(m=>m())}let se,Q=0,At,Ae=!1,De=0,ti=!1;async function ii(){clearTimeout(At);let[b,A]=await(se??(se=new Promise((k,S)=>(async()=>{if(Ae){if(await p(De),!Q)return se=void 0,S({code:1e3,reason:"All Subscriptions Gone"});De++}U.emit("connecting",Ae);let v=new ie(typeof e=="function"?await e():e,ui),W,pe;function Oe(){isFinite(o)&&o>0&&(clearTimeout(pe),pe=setTimeout(()=>{v.readyState===ie.OPEN&&(v.send(fe({type:M.Ping})),U.emit("ping",!1,void 0))},o))}xt(N=>{se=void 0,clearTimeout(W),clearTimeout(pe),S(N),N instanceof qe&&(v.close(4499,"Terminated"),v.onerror=null,v.onclose=null)}),v.onerror=N=>U.emit("error",N),v.onclose=N=>U.emit("closed",N),v.onopen=async()=>{try{U.emit("opened",v);let N=typeof t=="function"?await t():t;if(v.readyState!==ie.OPEN)return;v.send(fe(N?{type:M.ConnectionInit,payload:N}:{type:M.ConnectionInit},Re)),isFinite(c)&&c>0&&(W=setTimeout(()=>{v.close(O.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},c)),Oe()}catch(N){U.emit("error",N),v.close(O.InternalClientError,Ut(N instanceof Error?N.message:String(N),"Internal client error"))}};let me=!1;v.onmessage=({data:N})=>{try{let T=mi(N,Fs);if(U.emit("message",T),T.type==="ping"||T.type==="pong"){U.emit(T.type,!0,T.payload),T.type==="pong"?Oe():l||(v.send(fe(T.payload?{type:M.Pong,payload:T.payload}:{type:M.Pong},Re)),U.emit("pong",!1,T.payload));return}if(me)return;if(T.type!==M.ConnectionAck)throw new Error(`First message cannot be of type ${T.type}`);clearTimeout(W),me=!0,U.emit("connected",v,T.payload,Ae),Ae=!1,De=0;let ni=new Promise((Jr,Vs)=>xt(Vs));ni.catch(()=>{}),k([v,ni])}catch(T){v.onmessage=null,U.emit("error",T),v.close(O.BadResponse,Ut(T instanceof Error?T.message:String(T),"Bad response"))}}})())));b.readyState===ie.CLOSING&&await A;let m=()=>{},$=new Promise(k=>m=k);return[b,m,new Promise((k,S)=>{let v=xt(S);b.readyState!==ie.OPEN&&A.catch(S),$.then(()=>{if(v(),!Q){let W=()=>b.close(1e3,"Normal Closure");isFinite(n)&&n>0?(clearTimeout(At),At=setTimeout(()=>{!Q&&b.readyState===ie.OPEN&&W()},n)):W()}k()})})]}function si(b){if(Nt(b)&&(cr(b.code)||[O.InternalServerError,O.InternalClientError,O.BadRequest,O.BadResponse,O.Unauthorized,O.SubprotocolNotAcceptable,O.SubscriberAlreadyExists,O.TooManyInitialisationRequests].includes(b.code)))throw b;if(ti)return!1;if(Nt(b)&&b.code===1e3)return Q>0;if(!h||De>=h||!f(b))throw b;return Ae=!0}i||(async()=>{for(Q++;;)try{let[,,b]=await ii();await b}catch(b){try{if(!si(b))return}catch(A){return r?.(A)}}})();function ri(b,A){let m=he(b),$=!1,k=!1,S=()=>{Q--,$=!0};return(async()=>{for(Q++;;)try{let[v,W,pe]=await ii();if($)return pe.catch(()=>{}),W();let Oe=U.onMessage(m,me=>{switch(me.type){case M.Next:{A.next(me.payload);return}case M.Error:{k=!0,$=!0,A.error(me.payload),S();return}case M.Complete:{$=!0,S();return}}});v.send(fe({id:m,type:M.Subscribe,payload:b},Re)),S=()=>{!$&&v.readyState===ie.OPEN&&v.send(fe({id:m,type:M.Complete},Re)),Q--,$=!0,W()},await pe.finally(Oe);return}catch(v){if(!si(v))return}})().then(()=>{k||A.complete()}).catch(v=>{A.error(v)}),()=>{$||S()}}return{on:U.on,subscribe:ri,iterate(b){let A=[],m={done:!1,error:null,resolve:()=>{}},$=ri(b,{next(S){A.push(S),m.resolve()},error(S){m.done=!0,m.error=S,m.resolve()},complete(){m.done=!0,m.resolve()}}),k=(async function*(){for(;;){for(A.length||await new Promise(v=>m.resolve=v);A.length;)yield A.shift();if(m.error)throw m.error;if(m.done)return}})();return k.throw=async S=>(m.done||(m.done=!0,m.error=S,m.resolve()),{done:!0,value:void 0}),k.return=async()=>($(),{done:!0,value:void 0}),k},async dispose(){if(ti=!0,se){let[b]=await se;b.close(1e3,"Normal Closure")}},terminate(){se&&U.emit("closed",new qe)}}}var qe=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function Nt(s){return J(s)&&"code"in s&&"reason"in s}function cr(s){return[1e3,1001,1006,1005,1012,1013,1014].includes(s)?!1:s>=1e3&&s<=1999}function hr(s){return typeof s=="function"&&"constructor"in s&&"CLOSED"in s&&"CLOSING"in s&&"CONNECTING"in s&&"OPEN"in s}var ur=12e3,pr=5e3,mr=4401,fr=4403,We=class{#e;#t;#i;#s;#r=!1;#n;#o;#a=new Set;#d;constructor(e,t,i){this.#d=t,this.#e=fi({url:e.replace(/^http/,"ws"),webSocketImpl:i,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#h(),on:{opened:r=>{this.#t=r},connected:()=>this.#u(),message:()=>this.#c(),closed:()=>this.#l()}})}subscribe(e,t,i){this.#r?queueMicrotask(()=>i.open()):this.#a.add(i);let r=this.#e.subscribe({query:e,variables:{...t}},{next:({data:n,errors:o})=>{n?i.next(n):i.error(Ee(o??[]))},error:n=>{this.#a.delete(i),i.error(this.#p(n))},complete:()=>i.complete()});return()=>{this.#a.delete(i),r()}}probe(){!this.#r||this.#o||(this.#o=setTimeout(()=>this.cut(),pr),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#h(){this.#s=void 0;try{this.#i=await this.#d.token()}catch(e){throw this.#s=K(e),e}return this.#i?{authorization:`Bearer ${this.#i}`}:{}}#u(){this.#r=!0,this.#n=setInterval(()=>this.probe(),ur);for(let e of this.#a)e.open();this.#a.clear()}#c(){clearTimeout(this.#o),this.#o=void 0}#l(){this.#r=!1,this.#c(),clearInterval(this.#n)}#p(e){if(this.#s)return this.#s;if(Array.isArray(e))return Ee(e);let{code:t,reason:i,message:r}=e;if(t===mr||t===fr){let n=this.#d.refuse(this.#i);return new E(n?"NETWORK":"UNAUTHENTICATED",i||"The session is over. Sign in again.")}return new E("NETWORK",i||r||`The connection was closed (${t}).`)}};var ke=class{#e;#t=new Set;#i;constructor({url:e="/graphql",token:t,webSocket:i,transport:r}={}){let n=new URL(e,globalThis.location?.href).href,o=new He(t),l=r?.(n,o)??new We(n,o,i);this.#e={http:new Le(n,o),transport:l,pauses:new Me},this.#i=hi(()=>{this.#e.pauses.cut(),l.probe()})}query(e,t,i={}){return this.#e.http.send(e,t,i)}async mutate(e,t,{idempotencyKey:i=gr(),signal:r}={}){let n=await this.#e.http.send(e,t,{idempotencyKey:i,signal:r});for(let o of this.#t)o.apply(n.data);return n}live(e,{variables:t,streams:i}){let r=new Ge(this.#e,e,t,i,()=>this.#t.delete(r));return this.#t.add(r),r}signInChanged(){this.#e.transport.cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}close(){this.#i();for(let e of this.#t)e.stop();this.#e.transport.close()}};function gr(){let s=crypto.getRandomValues(new Uint8Array(16));return Array.from(s,e=>e.toString(16).padStart(2,"0")).join("")}var gi={id:"sha256:a5bb830d756dc59fba718c010a9490e9ec49186f16b48e4e77d34822ca6ec44c",text:"subscription UsherGroupChanges($groupId:ID!$after:String){groupChanges(groupId:$groupId after:$after){cursor kind subjectId group{id}}}"},bi={id:"sha256:c52d6bcbfea199bb83cc4ee4a666c92502d57376c506d13feef51e4e47cd1b68",text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function L(s){return{document:gi,variables:{groupId:s}}}function F(){return{document:bi}}var Pt=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new ke({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let t={...this.#e,...e};if(t.src===this.#e.src&&t.token===this.#e.token)return;this.#e=t;let i=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),i?.close()}},C=new Pt;function br(s){C.set(s)}function vr(){return C.client}C.set({src:new URL("../..",import.meta.url).href});var Fe=globalThis,Ve=Fe.ShadowRoot&&(Fe.ShadyCSS===void 0||Fe.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Rt=Symbol(),vi=new WeakMap,Se=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==Rt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Ve&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=vi.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&vi.set(t,e))}return e}toString(){return this.cssText}},$i=s=>new Se(typeof s=="string"?s:s+"",void 0,Rt),u=(s,...e)=>{let t=s.length===1?s[0]:e.reduce((i,r,n)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+s[n+1],s[0]);return new Se(t,s,Rt)},yi=(s,e)=>{if(Ve)s.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),r=Fe.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=t.cssText,s.appendChild(i)}},Dt=Ve?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return $i(t)})(s):s;var{is:$r,defineProperty:yr,getOwnPropertyDescriptor:wr,getOwnPropertyNames:xr,getOwnPropertySymbols:Ar,getPrototypeOf:Er}=Object,Ye=globalThis,wi=Ye.trustedTypes,_r=wi?wi.emptyScript:"",kr=Ye.reactiveElementPolyfillSupport,Te=(s,e)=>s,Ot={toAttribute(s,e){switch(e){case Boolean:s=s?_r:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let t=s;switch(e){case Boolean:t=s!==null;break;case Number:t=s===null?null:Number(s);break;case Object:case Array:try{t=JSON.parse(s)}catch{t=null}}return t}},Ai=(s,e)=>!$r(s,e),xi={attribute:!0,type:String,converter:Ot,reflect:!1,useDefault:!1,hasChanged:Ai};Symbol.metadata??=Symbol("metadata"),Ye.litPropertyMetadata??=new WeakMap;var V=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=xi){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),r=this.getPropertyDescriptor(e,i,t);r!==void 0&&yr(this.prototype,e,r)}}static getPropertyDescriptor(e,t,i){let{get:r,set:n}=wr(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:r,set(o){let l=r?.call(this);n?.call(this,o),this.requestUpdate(e,l,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??xi}static _$Ei(){if(this.hasOwnProperty(Te("elementProperties")))return;let e=Er(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(Te("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Te("properties"))){let t=this.properties,i=[...xr(t),...Ar(t)];for(let r of i)this.createProperty(r,t[r])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,r]of t)this.elementProperties.set(i,r)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let r=this._$Eu(t,i);r!==void 0&&this._$Eh.set(r,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let r of i)t.unshift(Dt(r))}else e!==void 0&&t.push(Dt(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return yi(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){let n=(i.converter?.toAttribute!==void 0?i.converter:Ot).toAttribute(t,i.type);this._$Em=e,n==null?this.removeAttribute(r):this.setAttribute(r,n),this._$Em=null}}_$AK(e,t){let i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let n=i.getPropertyOptions(r),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:Ot;this._$Em=r;let l=o.fromAttribute(t,n.type);this[r]=l??this._$Ej?.get(r)??l,this._$Em=null}}requestUpdate(e,t,i,r=!1,n){if(e!==void 0){let o=this.constructor;if(r===!1&&(n=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??Ai)(n,t)||i.useDefault&&i.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:r,wrapped:n},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),n!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,n]of this._$Ep)this[r]=n;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[r,n]of i){let{wrapped:o}=n,l=this[r];o!==!0||this._$AL.has(r)||l===void 0||this.C(r,void 0,n,l)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};V.elementStyles=[],V.shadowRootOptions={mode:"open"},V[Te("elementProperties")]=new Map,V[Te("finalized")]=new Map,kr?.({ReactiveElement:V}),(Ye.reactiveElementVersions??=[]).push("2.1.2");var Lt=globalThis,Ei=s=>s,Qe=Lt.trustedTypes,_i=Qe?Qe.createPolicy("lit-html",{createHTML:s=>s}):void 0,zt="$lit$",Y=`lit$${Math.random().toFixed(9).slice(2)}$`,Bt="?"+Y,Sr=`<${Bt}>`,ae=document,Ie=()=>ae.createComment(""),Ue=s=>s===null||typeof s!="object"&&typeof s!="function",jt=Array.isArray,Ui=s=>jt(s)||typeof s?.[Symbol.iterator]=="function",Mt=`[ 	
\f\r]`,Ce=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ki=/-->/g,Si=/>/g,ne=RegExp(`>|${Mt}(?:([^\\s"'>=/]+)(${Mt}*=${Mt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Ti=/'/g,Ci=/"/g,Ni=/^(?:script|style|textarea|title)$/i,Gt=s=>(e,...t)=>({_$litType$:s,strings:e,values:t}),a=Gt(1),tt=Gt(2),Qn=Gt(3),B=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),Ii=new WeakMap,oe=ae.createTreeWalker(ae,129);function Pi(s,e){if(!jt(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return _i!==void 0?_i.createHTML(e):e}var Ri=(s,e)=>{let t=s.length-1,i=[],r,n=e===2?"<svg>":e===3?"<math>":"",o=Ce;for(let l=0;l<t;l++){let c=s[l],h,p,f=-1,g=0;for(;g<c.length&&(o.lastIndex=g,p=o.exec(c),p!==null);)g=o.lastIndex,o===Ce?p[1]==="!--"?o=ki:p[1]!==void 0?o=Si:p[2]!==void 0?(Ni.test(p[2])&&(r=RegExp("</"+p[2],"g")),o=ne):p[3]!==void 0&&(o=ne):o===ne?p[0]===">"?(o=r??Ce,f=-1):p[1]===void 0?f=-2:(f=o.lastIndex-p[2].length,h=p[1],o=p[3]===void 0?ne:p[3]==='"'?Ci:Ti):o===Ci||o===Ti?o=ne:o===ki||o===Si?o=Ce:(o=ne,r=void 0);let I=o===ne&&s[l+1].startsWith("/>")?" ":"";n+=o===Ce?c+Sr:f>=0?(i.push(h),c.slice(0,f)+zt+c.slice(f)+Y+I):c+Y+(f===-2?l:I)}return[Pi(s,n+(s[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},Ne=class s{constructor({strings:e,_$litType$:t},i){let r;this.parts=[];let n=0,o=0,l=e.length-1,c=this.parts,[h,p]=Ri(e,t);if(this.el=s.createElement(h,i),oe.currentNode=this.el.content,t===2||t===3){let f=this.el.content.firstChild;f.replaceWith(...f.childNodes)}for(;(r=oe.nextNode())!==null&&c.length<l;){if(r.nodeType===1){if(r.hasAttributes())for(let f of r.getAttributeNames())if(f.endsWith(zt)){let g=p[o++],I=r.getAttribute(f).split(Y),he=/([.?@])?(.*)/.exec(g);c.push({type:1,index:n,name:he[2],strings:I,ctor:he[1]==="."?Je:he[1]==="?"?Ze:he[1]==="@"?Xe:le}),r.removeAttribute(f)}else f.startsWith(Y)&&(c.push({type:6,index:n}),r.removeAttribute(f));if(Ni.test(r.tagName)){let f=r.textContent.split(Y),g=f.length-1;if(g>0){r.textContent=Qe?Qe.emptyScript:"";for(let I=0;I<g;I++)r.append(f[I],Ie()),oe.nextNode(),c.push({type:2,index:++n});r.append(f[g],Ie())}}}else if(r.nodeType===8)if(r.data===Bt)c.push({type:2,index:n});else{let f=-1;for(;(f=r.data.indexOf(Y,f+1))!==-1;)c.push({type:7,index:n}),f+=Y.length-1}n++}}static createElement(e,t){let i=ae.createElement("template");return i.innerHTML=e,i}};function de(s,e,t=s,i){if(e===B)return e;let r=i!==void 0?t._$Co?.[i]:t._$Cl,n=Ue(e)?void 0:e._$litDirective$;return r?.constructor!==n&&(r?._$AO?.(!1),n===void 0?r=void 0:(r=new n(s),r._$AT(s,t,i)),i!==void 0?(t._$Co??=[])[i]=r:t._$Cl=r),r!==void 0&&(e=de(s,r._$AS(s,e.values),r,i)),e}var Ke=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,r=(e?.creationScope??ae).importNode(t,!0);oe.currentNode=r;let n=oe.nextNode(),o=0,l=0,c=i[0];for(;c!==void 0;){if(o===c.index){let h;c.type===2?h=new ge(n,n.nextSibling,this,e):c.type===1?h=new c.ctor(n,c.name,c.strings,this,e):c.type===6&&(h=new et(n,this,e)),this._$AV.push(h),c=i[++l]}o!==c?.index&&(n=oe.nextNode(),o++)}return oe.currentNode=ae,r}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},ge=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,r){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=de(this,e,t),Ue(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==B&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ui(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&Ue(this._$AH)?this._$AA.nextSibling.data=e:this.T(ae.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=Ne.createElement(Pi(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(t);else{let n=new Ke(r,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(e){let t=Ii.get(e.strings);return t===void 0&&Ii.set(e.strings,t=new Ne(e)),t}k(e){jt(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,r=0;for(let n of e)r===t.length?t.push(i=new s(this.O(Ie()),this.O(Ie()),this,this.options)):i=t[r],i._$AI(n),r++;r<t.length&&(this._$AR(i&&i._$AB.nextSibling,r),t.length=r)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=Ei(e).nextSibling;Ei(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},le=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,r,n){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=n,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(e,t=this,i,r){let n=this.strings,o=!1;if(n===void 0)e=de(this,e,t,0),o=!Ue(e)||e!==this._$AH&&e!==B,o&&(this._$AH=e);else{let l=e,c,h;for(e=n[0],c=0;c<n.length-1;c++)h=de(this,l[i+c],t,c),h===B&&(h=this._$AH[c]),o||=!Ue(h)||h!==this._$AH[c],h===d?e=d:e!==d&&(e+=(h??"")+n[c+1]),this._$AH[c]=h}o&&!r&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Je=class extends le{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},Ze=class extends le{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},Xe=class extends le{constructor(e,t,i,r,n){super(e,t,i,r,n),this.type=5}_$AI(e,t=this){if((e=de(this,e,t,0)??d)===B)return;let i=this._$AH,r=e===d&&i!==d||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,n=e!==d&&(i===d||r);r&&this.element.removeEventListener(this.name,this,i),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},et=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){de(this,e)}},Di={M:zt,P:Y,A:Bt,C:1,L:Ri,R:Ke,D:Ui,V:de,I:ge,H:le,N:Ze,U:Xe,B:Je,F:et},Tr=Lt.litHtmlPolyfillSupport;Tr?.(Ne,ge),(Lt.litHtmlVersions??=[]).push("3.3.3");var Oi=(s,e,t)=>{let i=t?.renderBefore??e,r=i._$litPart$;if(r===void 0){let n=t?.renderBefore??null;i._$litPart$=r=new ge(e.insertBefore(Ie(),n),n,void 0,t??{})}return r._$AI(s),r};var Ht=globalThis,G=class extends V{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Oi(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return B}};G._$litElement$=!0,G.finalized=!0,Ht.litElementHydrateSupport?.({LitElement:G});var Cr=Ht.litElementPolyfillSupport;Cr?.({LitElement:G});(Ht.litElementVersions??=[]).push("4.2.2");var Mi={"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","list.suggestions":"Vorschl\xE4ge","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten","invite.new":"Neu einladen","invite.existing":"Bekannte hinzuf\xFCgen","invite.who":"Wen","invite.whoHint":"Eine E-Mail-Adresse, ein Name oder @benutzername. F\xFCgen Sie beliebig viele Adressen ein.","invite.role":"Rolle der Hinzugef\xFCgten","invite.add":"Hinzuf\xFCgen","invite.none":"Noch steht niemand auf der Liste.","invite.list":"Wer eingeladen wird","invite.more.one":"und {count} weitere Person","invite.more.other":"und {count} weitere","invite.nobody":"Darin steht keine Adresse und kein Benutzername.","invite.isMember":"ist Mitglied","invite.isInvited":"ist schon eingeladen","invite.left.one":"{count} Platz ist auf Ihrer Patientenliste frei.","invite.left.other":"{count} Pl\xE4tze sind auf Ihrer Patientenliste frei.","invite.upgrade":"Erweitern","invite.send.one":"{count} Person einladen","invite.send.other":"{count} Personen einladen","invite.invited.one":"{count} Person ist eingeladen.","invite.invited.other":"{count} Personen sind eingeladen.","invite.see":"Einladungen ansehen","invite.sendMail":"Allen eine E-Mail senden","invite.sendMailHint":"Sonst kopieren Sie die Links unter Einladungen und geben sie selbst weiter. Antworten kommen zu Ihnen.","invite.template":"E-Mail bearbeiten","invite.preview":"Vorschau der E-Mail","invite.subject":"Betreff","invite.body":"Text","invite.bodyHint":"@register_url wird zum pers\xF6nlichen Link und muss deshalb bleiben.","invite.linkMissing":"@register_url fehlt: Ohne den Link kann niemand annehmen. F\xFCgen Sie ihn unten wieder ein.","invite.placeholders":"Platzhalter einf\xFCgen","invite.restore":"Zur\xFCck zur Vorlage","invite.to":"An","existing.patient":"Patientin oder Patient","existing.hint":"Tippen Sie einen Namen, oder w\xE4hlen Sie jemanden aus Ihrer Liste, der nicht in dieser Gruppe ist.","existing.add.one":"{count} Person hinzuf\xFCgen","existing.add.other":"{count} Personen hinzuf\xFCgen","existing.added.one":"{count} Person ist jetzt Mitglied.","existing.added.other":"{count} Personen sind jetzt Mitglieder.","batch.name":"Gesendete E-Mails","batch.sent.one":"{count} von {total} E-Mail gesendet","batch.sent.other":"{count} von {total} E-Mails gesendet","batch.failed.one":"{count} konnte nicht zugestellt werden","batch.failed.other":"{count} konnten nicht zugestellt werden","sent.search":"Einladung suchen","sent.filter":"Anzeigen","sent.all":"Alle","sent.invite":"Einladen","sent.none":"Es wurde noch niemand eingeladen.","sent.by":"von {name}, {date}","sent.answered":"beantwortet {date}","sent.copy":"Link kopieren","sent.resend":"Erneut senden","sent.resent":"Die Einladung geht noch einmal an {name}.","sent.tooSoon":"Die letzte E-Mail ist noch zu neu. Erneut senden geht ab {time}.","sent.cancel":"Zur\xFCckziehen","sent.cancelYes":"Einladung zur\xFCckziehen","sent.cancelName":"Einladung von {name} zur\xFCckziehen","sent.cancelText":"Der versandte Link funktioniert dann nicht mehr. Sie k\xF6nnen erneut einladen.","sent.cancelled":"Die Einladung von {name} ist zur\xFCckgezogen.","delivery.QUEUED":"E-Mail wartet","delivery.SENT":"E-Mail gesendet","delivery.FAILED":"E-Mail gescheitert","delivery.none":"Ohne E-Mail","share.none":"Es gibt noch keinen Code. Erzeugen Sie einen: Wer seinen Link hat oder den QR-Code scannt, kann als Mitglied beitreten.","share.generate":"Code erzeugen","share.generated":"Ein neuer Code ist bereit.","share.another":"Neuen Code erzeugen","share.limits":"Mit Grenzen","share.replaces":"Er ersetzt den heutigen Code; dessen Links und QR-Codes funktionieren dann nicht mehr.","share.print":"Drucken","share.link":"Link","share.copied":"Der Link ist kopiert.","share.copyByHand":"Kopieren Sie diesen Link:","share.delete":"L\xF6schen","share.deleteTitle":"Code l\xF6schen","share.deleteText":"Alle Links und QR-Codes dieser Gruppe funktionieren dann nicht mehr. Pers\xF6nliche Einladungen bleiben.","share.deleted":"Der Code ist gel\xF6scht.","share.status":"Status","share.used":"Damit beigetreten","share.usedOf":"{count} von {most}","share.until":"G\xFCltig bis","share.forever":"Ohne Ende","share.days.one":"{count} Tag","share.days.other":"{count} Tage","share.maxUses":"H\xF6chstens Personen","share.noLimit":"Leer lassen f\xFCr keine Grenze.","share.notANumber":"Das ist keine ganze Zahl.","share.domain":"Nur Adressen bei","share.domainHint":"Zum Beispiel example.org; leer lassen f\xFCr alle.","share.qr":"QR-Code des Einladungslinks","code.ACTIVE":"G\xFCltig","code.EXPIRED":"Abgelaufen","code.USED_UP":"Aufgebraucht","code.DELETED":"Gel\xF6scht","seats.noPlan":"Diese Gruppe braucht keine Pl\xE4tze: Alle Mitglieder haben vollen Zugang.","seats.figures.one":"{count} Platz, {free} frei","seats.figures.other":"{count} Pl\xE4tze, {free} frei","seats.taken.one":"{count} von {all} Pl\xE4tzen ist vergeben","seats.taken.other":"{count} von {all} Pl\xE4tzen sind vergeben","seats.more":"F\xFCr weitere Pl\xE4tze schreiben Sie an","seats.own":"Sie haben Platz {number} und vollen Zugang.","seats.ownNone":"Sie haben noch keinen vollen Zugang: Daf\xFCr braucht es einen Platz, den die Administration vergibt.","seats.position":"Sie warten auf einen Platz, als Nummer {number} in der Reihe.","seats.request":"Um einen Platz bitten","seats.waits":"Sie stehen in der Reihe f\xFCr einen Platz.","seats.leaveLine":"Reihe verlassen","seats.waitsNot":"Sie warten nicht mehr auf einen Platz.","seats.notInForce":"Pl\xE4tze lassen sich vergeben, solange das Abonnement gilt.","seats.allInUse":"Alle Pl\xE4tze sind vergeben. Geben Sie einen frei, oder bitten Sie um weitere.","seats.member":"Mitglied ohne Platz","seats.memberHint":"W\xE4hlen Sie aus der Liste, oder tippen Sie einen Namen.","seats.inLine":"Nummer {number} in der Reihe","seats.allocate":"Platz vergeben","seats.allocateName":"Platz vergeben: {name}","seats.allocated":"{name} hat jetzt einen Platz und erf\xE4hrt es per E-Mail.","seats.held":"Vergebene Pl\xE4tze","seats.noneHeld":"Noch ist kein Platz vergeben.","seats.release":"Freigeben","seats.releaseName":"Platz von {name} freigeben","seats.releaseText":"{name} hat dann keinen vollen Zugang mehr. Der Platz ist sofort frei.","seats.releaseNext":"{name} hat dann keinen vollen Zugang mehr. Der Platz geht an {next}, als N\xE4chstes in der Reihe.","seats.released":"Der Platz ist frei.","seats.line":"Warten auf einen Platz","plan.ACTIVE":"G\xFCltig bis {date}","plan.SCHEDULED":"Beginnt am {date}","plan.EXPIRED":"Abgelaufen am {date}","policy.name":"Freie Pl\xE4tze bekommt","policy.MANUAL":"Wen die Administration ausw\xE4hlt","policy.MANUALHint":"Niemand bekommt von selbst einen Platz.","policy.AUTOMATIC":"Wer beitritt oder am l\xE4ngsten wartet","policy.AUTOMATICHint":"Von nun an wird ein Platz, der frei wird, sofort vergeben.","policy.AUTOMATICNow.one":"{count} wartende Person bekommt sofort einen Platz.","policy.AUTOMATICNow.other":"{count} wartende Personen bekommen sofort einen Platz.","policy.yes":"Nach der Reihe vergeben","policy.set":"Die Regel ist gesetzt.","policy.INVITE_ONLY":"Auf Einladung","policy.INVITE_ONLYHint":"Nur mit pers\xF6nlicher Einladung oder mit dem Code, den Sie teilen.","policy.OPEN":"Offen","policy.OPENHint":"Alle Angemeldeten d\xFCrfen die Gruppe sehen und beitreten.","group.name":"Name","group.description":"Beschreibung","group.descriptionHint":"Eingeladene lesen sie, bevor sie beitreten.","group.joinPolicy":"Wer beitreten kann","group.discreet":"Diskret","group.discreetHint":"E-Mails und Einladungsseiten verbergen den Namen, bis sich die eingeladene Person angemeldet hat.","group.saved":"Die Gruppe ist gespeichert."};var it={"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","list.suggestions":"Suggestions","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit","invite.new":"Invite New","invite.existing":"Add Existing","invite.who":"Who","invite.whoHint":"An email address, a name or @username. Paste as many addresses as you like.","invite.role":"Role of whom you add","invite.add":"Add","invite.none":"Nobody is on the list yet.","invite.list":"Who will be invited","invite.more.one":"and {count} more","invite.more.other":"and {count} more","invite.nobody":"There is no address or username in this.","invite.isMember":"is a member","invite.isInvited":"is invited already","invite.left.one":"{count} place is left on your list of patients.","invite.left.other":"{count} places are left on your list of patients.","invite.upgrade":"Upgrade","invite.send.one":"Invite {count} person","invite.send.other":"Invite {count} people","invite.invited.one":"{count} person is invited.","invite.invited.other":"{count} people are invited.","invite.see":"See the invitations","invite.sendMail":"Send each an email","invite.sendMailHint":"Without it, copy their links from Invitations and pass them on yourself. Replies come to you.","invite.template":"Edit the email","invite.preview":"Preview the email","invite.subject":"Subject","invite.body":"Text","invite.bodyHint":"@register_url becomes the personal link of each, so it has to stay.","invite.linkMissing":"@register_url is missing: without it nobody can accept. Put it back below.","invite.placeholders":"Insert a placeholder","invite.restore":"Back to the template","invite.to":"To","existing.patient":"Patient","existing.hint":"Type a name, or choose one of your patients who are not in this group.","existing.add.one":"Add {count} patient","existing.add.other":"Add {count} patients","existing.added.one":"{count} patient is a member now.","existing.added.other":"{count} patients are members now.","batch.name":"Emails sent","batch.sent.one":"{count} of {total} email sent","batch.sent.other":"{count} of {total} emails sent","batch.failed.one":"{count} could not be delivered","batch.failed.other":"{count} could not be delivered","sent.search":"Find an invitation","sent.filter":"Show","sent.all":"All","sent.invite":"Invite people","sent.none":"Nobody has been invited yet.","sent.by":"by {name}, {date}","sent.answered":"answered {date}","sent.copy":"Copy link","sent.resend":"Resend","sent.resent":"The invitation goes to {name} again.","sent.tooSoon":"The last email is too recent. You can resend it from {time}.","sent.cancel":"Cancel","sent.cancelYes":"Cancel the invitation","sent.cancelName":"Cancel the invitation of {name}","sent.cancelText":"The link that they got will no longer work. You can invite them again.","sent.cancelled":"The invitation of {name} is cancelled.","delivery.QUEUED":"Email waits","delivery.SENT":"Email sent","delivery.FAILED":"Email failed","delivery.none":"No email","share.none":"There is no code yet. Generate one, and whoever has its link or scans its QR code can join as a member.","share.generate":"Generate code","share.generated":"A new code is ready to be shared.","share.another":"Generate a new code","share.limits":"With limits","share.replaces":"It takes the place of today's code, whose links and QR codes then no longer work.","share.print":"Print","share.link":"Link","share.copied":"The link is copied.","share.copyByHand":"Copy this link:","share.delete":"Delete","share.deleteTitle":"Delete the code","share.deleteText":"Every link and QR code made for this group so far stops working. Personal invitations stay.","share.deleted":"The code is deleted.","share.status":"Status","share.used":"Joined with it","share.usedOf":"{count} of {most}","share.until":"Good until","share.forever":"No end","share.days.one":"{count} day","share.days.other":"{count} days","share.maxUses":"Most people","share.noLimit":"Leave it empty for no limit.","share.notANumber":"This is not a whole number.","share.domain":"Only addresses at","share.domainHint":"Such as example.org; leave it empty to admit any.","share.qr":"QR code of the invite link","code.ACTIVE":"In force","code.EXPIRED":"Expired","code.USED_UP":"Used up","code.DELETED":"Deleted","seats.noPlan":"This group needs no seats: every member has full access.","seats.figures.one":"{count} seat, {free} free","seats.figures.other":"{count} seats, {free} free","seats.taken.one":"{count} of {all} seats is in use","seats.taken.other":"{count} of {all} seats are in use","seats.more":"For more seats, write to","seats.own":"You hold seat {number} and have full access.","seats.ownNone":"You have no full access yet: that takes a seat, which an administrator allocates.","seats.position":"You wait for a seat, as number {number} in line.","seats.request":"Ask for a seat","seats.waits":"You are in line for a seat.","seats.leaveLine":"Leave the line","seats.waitsNot":"You no longer wait for a seat.","seats.notInForce":"Seats can be allocated while the subscription is in force.","seats.allInUse":"All seats are in use. Release one, or ask for more.","seats.member":"Member without a seat","seats.memberHint":"Choose from the list, or type a name.","seats.inLine":"number {number} in line","seats.allocate":"Allocate seat","seats.allocateName":"Allocate seat: {name}","seats.allocated":"{name} has a seat now, and is told by email.","seats.held":"Allocated seats","seats.noneHeld":"No seat is allocated yet.","seats.release":"Release","seats.releaseName":"Release the seat of {name}","seats.releaseText":"{name} will have no full access any more. The seat is free at once.","seats.releaseNext":"{name} will have no full access any more. The seat goes to {next}, who is next in line.","seats.released":"The seat is released.","seats.line":"Waiting for a seat","plan.ACTIVE":"In force until {date}","plan.SCHEDULED":"Starts on {date}","plan.EXPIRED":"Expired on {date}","policy.name":"Free seats go to","policy.MANUAL":"Whoever an administrator chooses","policy.MANUALHint":"Nobody gets a seat by themselves.","policy.AUTOMATIC":"Whoever joins or has waited longest","policy.AUTOMATICHint":"From now on a seat that becomes free is given at once.","policy.AUTOMATICNow.one":"{count} person who waits gets a seat at once.","policy.AUTOMATICNow.other":"{count} people who wait get a seat at once.","policy.yes":"Give seats by the line","policy.set":"The policy is set.","policy.INVITE_ONLY":"By invitation","policy.INVITE_ONLYHint":"Only with a personal invitation, or with the code that you share.","policy.OPEN":"Open","policy.OPENHint":"Everyone who is signed in may see the group and join.","group.name":"Name","group.description":"Description","group.descriptionHint":"Invitees read it before they join.","group.joinPolicy":"Who can join","group.discreet":"Discreet","group.discreetHint":"Emails and invite pages hide the group's name until the invitee has signed in.","group.saved":"The group is saved."};var st={en:it,de:Mi},Ir=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;function Ur(s,e){st[s]={...st[s],...e},dispatchEvent(new Event("usher-messages"))}function Pe(s){let e=s;for(;e;){let t=e.closest("[lang]:not([lang=''])");if(t)return t.getAttribute("lang");let i=e.getRootNode();e=i instanceof ShadowRoot?i.host:null}return navigator.language}function Li(s){return Ir.test(s)?"rtl":"ltr"}function zi(s){let e=st[s]??st[s.split("-")[0]]??it,t=new Intl.PluralRules(s),i=new Intl.NumberFormat(s),r=o=>e[o]??it[o],n=(o,l={})=>{let{count:c}=l,h=typeof c=="number"?`${o}.${t.select(c)}`:o;return(r(h)??r(`${o}.other`)??r(o)??o).replace(/\{(\w+)\}/g,(f,g)=>{let I=l[g];return typeof I=="number"?i.format(I):I??""})};return Object.assign(n,{error:o=>r(`error.${o}`)??n("error.other")})}function Bi(s,e){return new Intl.DateTimeFormat(s,{dateStyle:"medium"}).format(new Date(e))}function ji(s,e){return new Intl.DateTimeFormat(s,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}var Gi=u`
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
  .field > .hint {
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
  input[type="checkbox"],
  input[type="radio"] {
    accent-color: var(--accent);
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0;
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
`;var ce={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},be=s=>(...e)=>({_$litDirective$:s,values:e}),Z=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var Hi=u`
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
`;function ve({isOpen:s,heading:e,close:t},i){return a`<dialog part="dialog" aria-label=${e} @close=${t} @click=${n=>{n.composedPath()[0]===n.currentTarget&&t()}} ${Nr(s)}>
    ${s?a`<h2>${e}</h2>
            ${i}`:d}
  </dialog>`}var qt=class extends Z{render(e){return d}update({element:e},[t]){let i=e;return t!==i.open&&queueMicrotask(()=>t?i.isConnected&&i.showModal():i.close()),d}},Nr=be(qt);var Wt=u`
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
  :focus-visible {
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
`,Pr=u`
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
`,Rr=u`
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
    flex: 1 1 13rem;
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
`,y=[Wt,Pr,Rr,Gi,Hi];function H(s,e,t={}){let{kind:i="",busy:r=!1,disabled:n=!1,name:o,part:l="button",submit:c=!1}=t,h=r||n;return a`<button
    type=${c?"submit":"button"}
    class=${i}
    part=${l}
    aria-label=${o??d}
    aria-busy=${r?"true":d}
    aria-disabled=${h?"true":d}
    @click=${p=>{h?p.preventDefault():e()}}
  >
    <span>${s}</span>
  </button>`}var Dr=5e3,Ft=class extends G{static{this.styles=[Wt,u`
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
        padding: 0.6rem 0.6rem 0.6rem 1rem;
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
    `]}#e=[];#t=0;show(e,t,i){let r={id:this.#t++,text:e,kind:t,url:i};this.#e=[...this.#e.filter(n=>n.text!==e),r].slice(-3),t==="good"&&setTimeout(()=>this.#s(r),Dr),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return a`<div role="status" aria-live="polite">${this.#i("good")}</div>
      <div role="alert">${this.#i("bad")}</div>`}#i(e){return this.#e.filter(t=>t.kind===e).map(t=>a`<p class=${e}>
            <span
              >${t.text} ${t.url?a`<a href=${t.url}>${new URL(t.url).host}</a>`:d}</span
            >
            <button aria-label="×" @click=${()=>this.#s(t)}>✕</button>
          </p>`)}#s(e){this.#e=this.#e.filter(t=>t!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",Ft);function X(s,{kind:e="good",url:t}={}){let i=document.querySelector("usher-toasts");i||(i=document.createElement("usher-toasts"),i.popover="manual",document.body.append(i)),i.show(s,e,t)}var w=class extends G{constructor(){super(...arguments),this.#e=new Set,this.#i="",this.date=e=>Bi(Pe(this),e),this.time=e=>ji(Pe(this),e),this.#n=()=>{this.#t=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=y}#e;#t;#i;get t(){let e=Pe(this);return(!this.#t||e!==this.#i)&&(this.#t=zi(this.#i=e)),this.#t}connectedCallback(){super.connectedCallback(),this.#r(),addEventListener("usher-messages",this.#n)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#n)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#r();let t=Li(Pe(this));this.lang&&this.dir!==t&&(this.dir=t)}update(e){let t=this.shadowRoot?.activeElement;super.update(e),t&&!t.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,t){return this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return[C.base,"console",...e.map(encodeURIComponent)].join("/")}isBusy(e){return this.#e.has(e)}button(e,t,i,r={}){return H(t,i,{...r,busy:this.isBusy(e)})}async act(e,t,i,r={}){if(!this.#e.has(e)){this.#s(e,!0);try{let{data:n,errors:o}=await C.client.mutate(t,i),l=Object.values(Object(n))[0];if(!l)throw new E(o[0]?.extensions?.code??"INTERNAL",o[0]?.message??"");let c=l.userErrors??[];if(c.length&&!r.isPartial){this.emit("usher-refused",{action:e,errors:c}),r.mend?r.mend(c):X(c[0].message,{kind:"bad",url:c[0].url});return}this.emit("usher-done",{action:e,payload:l});let{done:h}=r;return h&&X(typeof h=="string"?h:h(l)),l}catch(n){this.fail(e,n);return}finally{this.#s(e,!1)}}}async ask(e,t){try{let{data:i,errors:r}=await C.client.query(e,t);if(i)return i;throw new E(r[0]?.extensions?.code??"INTERNAL",r[0]?.message??"")}catch(i){this.fail("read",i);return}}async during(e,t){if(!this.#e.has(e)){this.#s(e,!0);try{await t()}finally{this.#s(e,!1)}}}say(e){X(e)}refuse(e){X(e,{kind:"bad"})}fail(e,t){let{code:i}=t instanceof E?t:{code:"INTERNAL"};t instanceof E||console.error(t),this.emit("usher-failed",{action:e,code:i}),X(this.t.error(i),{kind:"bad"})}#s(e,t){t?this.#e.add(e):this.#e.delete(e),this.requestUpdate()}#r(){this.src&&C.set({src:this.src}),this.token&&C.set({token:this.token})}#n};function x(s,e){customElements.get(s)||customElements.define(s,e)}var qi={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},Wi={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};var $e=class extends w{answers(e){let{id:t,viewerActions:i,group:r}=e;if(!i.includes("ACCEPT"))return d;let n=o=>`${o}: ${r.name}`;return a`<div class="bar" part="answers">
      ${this.button(`accept:${t}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:n(this.t("invitations.accept"))})}
      ${this.button(`decline:${t}`,this.t("invitations.decline"),()=>this.#t(e),{name:n(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:t}){let i=this.t("invitations.accepted",{group:t.name}),r=await this.act(`accept:${e}`,qi,{id:e},{done:i});r&&this.emit("usher-accepted",{invitationId:e,groupId:r.member?.group.id})}async#t({id:e,group:t}){let i=this.t("invitations.declined",{group:t.name});await this.act(`decline:${e}`,Wi,{id:e},{done:i})&&this.emit("usher-declined",{invitationId:e})}};var Fi={id:"sha256:53d058952fd531ff7b7e3212e9a49bad1cdc42824b37428a1daf332c575a5b4b",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id message url createdAt readAt}}}}"},rt={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var nt=u`
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
`;function ot({t:s,time:e},t,i){return a`<a
    class="notification ${t.readAt?"":"unread"}"
    part="notification"
    href=${t.url}
    @click=${()=>{t.readAt?d:i()}}
  >
    <i></i>
    <b dir="auto">${t.message} ${t.readAt?d:a`<span class="away">(${s("bell.unread")})</span>`}</b>
    <time datetime=${t.createdAt}>${e(t.createdAt)}</time>
  </a>`}function Vi(s,e=3){return a`<div class="skeleton" role="status" aria-label=${s}>
    ${Array.from({length:e},()=>a`<i></i>`)}
  </div>`}function q(s,e=d){return a`<div class="card stack" part="empty">
    <p class="soft">${s}</p>
    ${e}
  </div>`}function Vt({t:s},e,t){let i=e?.code??"NETWORK",r=e?.isSignedOut&&C.hasCookie;return a`<div class="card stack" part="failure" role="alert">
    <p>${s.error(i)}</p>
    <div class="bar">
      ${r?a`<a class="button first" href="${C.base}/login?to=${location.pathname}"
              >${s("action.signIn")}</a
            >`:H(s("action.tryAgain"),t)}
    </div>
  </div>`}function at({t:s},{message:e,url:t}){return a`${e} ${t?a`<a href=${t}>${s("invite.upgrade")}</a>`:d}`}var Or=3e3,_=class{#e;#t;#i;#s=!1;#r;#n=!1;#o;#a;#d;constructor(e,t,i){this.#o=e,this.#a=t,this.#d=i,e.addController(this)}get data(){return this.#i?.data}get isTurning(){return this.#s}hostConnected(){C.addEventListener("change",this.#h),this.#o.requestUpdate()}hostDisconnected(){C.removeEventListener("change",this.#h),this.#l()}hostUpdate(){if(!this.#o.isConnected)return;let e=this.#a();if(!e)return this.#l();let t=JSON.stringify([e.document,e.streams]),i=JSON.stringify(e.variables);this.#t?.key!==t?this.#u(e):this.#t.variables!==i&&(this.#s=!0,this.#e?.show(e.variables)),this.#t={key:t,variables:i}}refresh(){this.#e?.refresh()}render(e){let{t}=this.#o,{data:i,error:r,errors:n,status:o}=this.#i??{errors:[]};if(i!==void 0&&this.#d(i)!=null){let l=o==="ended";return a`${l||this.#n?a`<p class="note warn" role="status">${t(l?"state.ended":"state.cut")}</p>`:d}${e(i)}`}if(i!==void 0){let l=n[0]?.extensions?.code??"NOT_FOUND";return Vt(this.#o,new E(l,n[0]?.message??""),()=>this.#h())}return o==="ended"||r&&this.#n?Vt(this.#o,r,()=>this.#h()):Vi(t("state.loading"))}#h=()=>{this.#l(),this.#o.requestUpdate()};#u(e){this.#l();let t=C.client.live(e.document,e);this.#e=t,this.#i=t.current,t.subscribe(i=>{i.data!==this.#i?.data&&(this.#s=!1),this.#i=i,this.#c(i),i.error?.isSignedOut&&this.#o.emit("usher-signed-out",{}),this.#o.requestUpdate()})}#c({status:e,error:t}){e==="connecting"&&t!==void 0?this.#r??=setTimeout(()=>{this.#n=!0,this.#o.requestUpdate()},Or):(clearTimeout(this.#r),this.#r=void 0,this.#n=!1)}#l(){this.#e?.stop(),this.#e=this.#i=this.#t=void 0,clearTimeout(this.#r),this.#r=void 0,this.#n=this.#s=!1}};function Yt(s){return a`<svg
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
    ${s}
  </svg>`}var Yi=Yt(tt`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),dt=Yt(tt`<path d="M12 5v14M5 12h14" />`),sa=Yt(tt`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`);var Qi=99,lt=8,ct=class extends $e{static{this.styles=[y,nt,u`
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
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0;
        inline-size: min(26rem, 100vw - 1rem);
        max-block-size: min(38rem, 100dvh - 5rem);
        overflow-y: auto;
        background: var(--card);
        color: var(--ink);
        border: 1px solid var(--line);
        border-radius: var(--round);
        box-shadow: var(--shadow);
      }
      header,
      footer {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding: 0.6rem 0.75rem 0.6rem 1rem;
        position: sticky;
        background: var(--card);
      }
      header {
        inset-block-start: 0;
      }
      footer {
        inset-block-end: 0;
        border-block-start: 1px solid var(--line);
        justify-content: center;
        font-weight: 600;
      }
      footer a {
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
    `]}#e=0;#t=new _(this,()=>({document:Fi,variables:{},streams:[F()]}),({viewer:e})=>e?.badge);render(){let e=this.#t.data?.viewer?.badge?.total??0;return a`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${Yi}
        ${e?a`<span class="count" part="count">${e>Qi?`${Qi}+`:e}</span>`:d}
      </button>
      <span class="away" role="status"
        >${e>this.#e?this.t("bell.waiting",{count:e}):d}</span
      >
      <div
        id="panel"
        class="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.t("bell.name")}
        @beforetoggle=${this.#n}
      >
        ${this.#t.render(t=>this.#i(t))}
      </div>`}updated(){let e=this.#t.data?.viewer?.badge?.total;e===void 0||e===this.#e||(this.#e=e,this.emit("usher-count",{total:e}))}#i({viewer:e}){let t=e?.invitations?.nodes.filter(({status:r})=>r==="PENDING")??[],i=e?.notifications?.nodes??[];return a`<header>
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${e?.badge?.unreadNotifications?this.button("read",this.t("bell.readAll"),()=>this.#s({all:!0}),{kind:"plain"}):d}
      </header>
      <ul>
        ${t.map(r=>a`<li class="invitation">
              <p>
                ${this.t(r.invitedBy?"bell.invitedBy":"bell.invited",{group:r.group.name,name:r.invitedBy?.name??""})}
              </p>
              ${this.answers(r)}
            </li>`)}
        ${i.map(r=>a`<li>${ot(this,r,()=>this.#s({ids:[r.id]}))}</li>`)}
      </ul>
      ${t.length||i.length?d:a`<p class="none">${this.t("bell.empty")}</p>`}
      <footer><a href=${this.page("notifications")} @click=${this.#r}>${this.t("bell.all")}</a></footer>`}async#s(e){this.#r(),await this.act("read",rt,{input:e})}#r=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#n(e){if(e.newState!=="open")return;let t=e.target,i=this.getBoundingClientRect(),r=Math.min(26*parseFloat(getComputedStyle(document.documentElement).fontSize),innerWidth-2*lt),o=getComputedStyle(this).direction==="ltr"?i.right-r:i.left;t.style.top=`${i.bottom+lt}px`,t.style.left=`${Math.max(lt,Math.min(o,innerWidth-r-lt))}px`}};x("usher-bell",ct);var Ki={id:"sha256:168e24763b0614fd9ec380c33549e5b09745d6058d5f6e76d214f340aeaf7b09",text:"query UsherGroups($first:Int!$after:String$search:String){viewer{id liveCursor memberships(search:$search first:$first after:$after){nodes{id role hasFullAccess group{id name memberCount}}pageInfo{hasNextPage endCursor}}}}"},Ji={id:"sha256:077148d1435becabf01803addf8f574e25342998e8846fc501d1f8bea61ed843",text:"mutation UsherJoin($code:String!){joinWithCode(input:{code:$code}){viewer{id}member{id role group{id name}}userErrors{code message path url}}}"};function z({id:s,label:e,hint:t,problem:i,control:r}){let n=[t&&`${s}-hint`,i&&`${s}-mend`].filter(Boolean).join(" ");return a`<div class="field" part="field">
    <label for=${s}>${e}</label>
    ${t?a`<p class="hint" id="${s}-hint">${t}</p>`:d}
    ${r(Mr(n,!!i))}
    ${i?a`<p class="mend" id="${s}-mend" role="alert">${i}</p>`:d}
  </div>`}var Kt=class extends Z{render(e,t){return d}update({element:e},[t,i]){return t?e.setAttribute("aria-describedby",t):e.removeAttribute("aria-describedby"),e.setAttribute("aria-invalid",String(i)),d}},Mr=be(Kt);var D=class{#e=[];#t;#i;constructor(e,t=25){this.#t=e,this.#i=t,e.addController(this)}hostConnected(){}get variables(){return{first:this.#i,after:this.#e.at(-1)??null}}reset(){this.#s([])}render(e,t){let{t:i}=this.#t,{hasNextPage:r,endCursor:n}=e,o=this.#e.length;return!o&&!r?d:a`<nav class="bar" part="pages" aria-label=${i("list.pages")}>
      ${H(i("list.previous"),()=>this.#s(this.#e.slice(0,-1)),{disabled:!o})}
      <span class="soft" role="status">${i("list.page",{number:o+1})}</span>
      ${H(i("list.next"),()=>n&&this.#s([...this.#e,n]),{disabled:!r,busy:t})}
    </nav>`}#s(e){this.#e=e,this.#t.requestUpdate()}};var Lr=200;function ye(s,e,t){let i;return a`<input
    type="search"
    part="search"
    aria-label=${s}
    placeholder=${s}
    .value=${e}
    maxlength="120"
    @input=${n=>{clearTimeout(i);let{value:o}=n.target;i=setTimeout(()=>t(o.trim()),Lr)}}
  />`}var ht=class extends w{static{this.properties={_search:{state:!0},_isJoining:{state:!0},_problem:{state:!0}}}static{this.styles=[y,u`
      .rows a {
        color: inherit;
        text-decoration: none;
        font-weight: 600;
      }
      .rows > li {
        position: relative;
      }
      .rows > li:hover {
        background: var(--tint);
      }
      .rows a::after {
        content: "";
        position: absolute;
        inset: 0;
      }
    `]}#e=new D(this);#t=new _(this,()=>({document:Ki,variables:{...this.#e.variables,search:this._search||null},streams:[F()]}),({viewer:e})=>e?.memberships);constructor(){super(),this._search=this._problem="",this._isJoining=!1}render(){return a`<div class="stack">
      <div class="bar">
        <div class="grow">${ye(this.t("groups.search"),this._search,e=>this.#r(e))}</div>
        ${this.button("join",this.t("groups.join"),()=>this._isJoining=!0)}
        <a class="button first" href=${this.page("new")}>${dt}${this.t("groups.create")}</a>
      </div>
      ${this.#t.render(e=>this.#i(e))} ${this.#s()}
    </div>`}#i({viewer:e}){let{nodes:t,pageInfo:i}=e.memberships;return t.length?a`<ul class="rows" part="list" aria-busy=${this.#t.isTurning} tabindex="-1" data-home>
        ${t.map(({role:r,hasFullAccess:n,group:o})=>a`<li part="group">
              <div class="who">
                <a href=${this.page("groups",o.id,"members")} dir="auto">${o.name}</a>
                <p class="soft small">${this.t("members",{count:o.memberCount})}</p>
              </div>
              ${n===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:d}
              <span class="tag">${this.t(`role.${r}`)}</span>
            </li>`)}
      </ul>
      ${this.#e.render(i,this.#t.isTurning)}`:q(this.t(this._search?"list.nothingFound":"groups.none"))}#s(){let e=()=>{this._isJoining=!1};return ve({isOpen:this._isJoining,heading:this.t("groups.join"),close:e},a`<form class="stack" @submit=${this.#n} novalidate>
        ${z({id:"code",label:this.t("groups.code"),hint:this.t("groups.codeHint"),problem:this._problem,control:t=>a`<input id="code" name="code" autocomplete="off" maxlength="400" ${t} />`})}
        <div class="bar">
          ${this.button("join",this.t("groups.join"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),e,{kind:"plain"})}
        </div>
      </form>`)}#r(e){this._search=e,this.#e.reset()}async#n(e){e.preventDefault();let t=e.target,i=String(new FormData(t).get("code")??"").trim();if(this._problem=i?"":this.t("field.missing"),!i)return;let r=([l])=>{this._problem=l.message},n=({member:l})=>this.t("invitations.accepted",{group:l?.group.name??""}),o=await this.act("join",Ji,{code:i},{mend:r,done:n});o&&(this._isJoining=!1,t.reset(),this.emit("usher-joined",{groupId:o.member?.group.id}))}};x("usher-groups",ht);var Zi={id:"sha256:ca31f93d206a8d1cabb03bc2eebd370499f205a1ec09135c94fecd37d7106233",text:"query UsherBatch($id:ID!){node(id:$id){...on InvitationBatch{id total sent failed remaining finishedAt}}}"},Xi={id:"sha256:931f2538b1a68bbf545fc0c1db1e023f765cec36f326c91a96f08c80268ec1bc",text:"subscription UsherBatchProgress($id:ID!){invitationBatch(id:$id){id total sent failed remaining finishedAt}}"};var ut=class extends w{static{this.properties={batch:{}}}static{this.styles=[y,u`
      .meter {
        display: flex;
        gap: 2px;
        block-size: 0.6rem;
        border-radius: 99px;
        overflow: hidden;
        background: var(--line);
        margin-block-start: 0.5rem;
      }
      .meter i {
        background: var(--accent);
        transition: flex-grow 0.25s;
        flex: 0 0 0;
      }
      .meter i.failed {
        background: var(--bad);
      }
      .meter i.left {
        background: none;
      }
    `]}#e=new _(this,()=>this.batch?{document:Zi,variables:{id:this.batch},streams:[{document:Xi,variables:{id:this.batch}}]}:void 0,({node:e})=>e);render(){return this.#e.render(({node:e})=>{if(!e||!("total"in e))return d;let{total:t,sent:i,failed:r,remaining:n}=e,o=[this.t("batch.sent",{count:i,total:t}),r?this.t("batch.failed",{count:r}):""].filter(Boolean);return a`<p class="small" role="status">${o.join(" \xB7 ")}</p>
        <div
          class="meter"
          part="bar"
          role="progressbar"
          aria-label=${this.t("batch.name")}
          aria-valuemin="0"
          aria-valuemax=${t}
          aria-valuenow=${t-n}
        >
          <i .style=${`flex-grow:${i}`}></i><i class="failed" .style=${`flex-grow:${r}`}></i
          ><i class="left" .style=${`flex-grow:${n}`}></i>
        </div>`})}};x("usher-batch",ut);var es={id:"sha256:4c71f4b66d12f6e02190a843cbd939f9725e4d3b895f2c220b97e64da0281825",text:"query UsherPatientsToAdd($group:ID!$search:String){viewer{id caseload{id patients(search:$search notInGroupId:$group first:8){nodes{id account{id name username}}}}}}"},ts={id:"sha256:5b10f2b809f34139c274b1f07fb5036407be5f9d04f1f001d7745d728977aa9f",text:"mutation UsherAddExisting($input:AddExistingMembersInput!){addExistingMembers(input:$input){group{id viewerActionsVersion}members{id account{id name}}userErrors{code message path url}}}"};var zr=150,we=u`
  .combobox {
    position: relative;
  }
  .choices {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline: 0;
    z-index: 1;
    max-block-size: 18rem;
    overflow-y: auto;
    padding: 0.3rem;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--shadow);
  }
  .choices li {
    padding: 0.45rem 0.7rem;
    border-radius: 8px;
    cursor: pointer;
  }
  .choices li[aria-selected="true"] {
    background: var(--tint);
  }
  .choices li[aria-disabled="true"] {
    cursor: default;
    color: var(--soft);
  }
`,ee=class{#e;#t;#i;#s;#r;#n;#o;constructor(e,t){this.text="",this.#e=[],this.#t=-1,this.#i=!1,this.#r=0,this.#d=i=>{if(this.text=i.target.value,this.#n.requestUpdate(),clearTimeout(this.#s),!this.text.trim()&&!this.#o.isEager)return this.#u([]);this.#s=setTimeout(this.#h,zr)},this.#h=async()=>{let i=++this.#r,r=await this.#o.find(this.text.trim());i===this.#r&&this.#u(r)},this.#p=i=>{let{key:r}=i,n=this.#e.length;if(r==="Escape"&&this.#i)this.#c();else if((r==="ArrowDown"||r==="ArrowUp")&&n){this.#i=!0;let o=r==="ArrowDown"?1:-1;this.#t=(this.#t+o+n+(this.#t<0&&o<0?1:0))%n,this.#n.requestUpdate()}else if(r==="Enter"){let o=this.#i?this.#e[this.#t]:void 0;o?this.#l(o):this.#o.enter?.(this.text)}else return;i.preventDefault(),i.stopPropagation()},this.#m=i=>{let r=i.clipboardData?.getData("text")??"";!/[\n\r]/.test(r.trim())||!this.#o.enter||(i.preventDefault(),this.#o.enter(`${this.text} ${r}`))},this.#n=e,this.#o=t,e.addController(this)}hostDisconnected(){clearTimeout(this.#s)}clear(){this.#r++,clearTimeout(this.#s),this.text="",this.#u([])}render(e,{hint:t,problem:i}={}){let{id:r}=this.#o,n=`${r}-choices`,o=this.#i&&this.#e.length>0;return z({id:r,label:e,hint:t,problem:i,control:c=>a`<div class="combobox">
        <input
          id=${r}
          part="combobox"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-autocomplete="list"
          aria-expanded=${o}
          aria-controls=${n}
          aria-activedescendant=${o&&this.#t>=0?`${r}-${this.#t}`:d}
          .value=${this.text}
          @input=${this.#d}
          @focus=${()=>this.#o.isEager&&this.#h()}
          @blur=${()=>this.#c()}
          @keydown=${this.#p}
          @paste=${this.#m}
          ${c}
        />
        <ul id=${n} class="choices" role="listbox" aria-label=${this.#n.t("list.suggestions")} ?hidden=${!o}>
          ${this.#e.map((h,p)=>this.#a(h,p))}
        </ul>
      </div>`})}#a(e,t){return a`<li
      id="${this.#o.id}-${t}"
      role="option"
      aria-selected=${t===this.#t}
      aria-disabled=${e.isOff?"true":d}
      @mousedown=${i=>i.preventDefault()}
      @click=${()=>this.#l(e)}
    >
      <span dir="auto">${e.label}</span> <span class="soft small">${e.detail}</span>
    </li>`}#d;#h;#u(e){this.#e=e,this.#t=-1,this.#i=e.length>0,this.#n.requestUpdate()}#c(){this.#i=!1,this.#n.requestUpdate()}#l(e){e.isOff||(this.clear(),this.#o.choose(e))}#p;#m};function xe(s){let e=s.split(/\s+/).map(i=>[...i].find(r=>/[\p{L}\p{N}]/u.test(r))??"").filter(Boolean),t=e.length>1?`${e[0]}${e.at(-1)}`:e[0]??"\xB7";return a`<span class="face" aria-hidden="true">${t.toUpperCase()}</span>`}var Jt=class extends w{static{this.properties={group:{},roles:{attribute:!1},caseload:{attribute:!1},_chosen:{state:!0},_role:{state:!0}}}static{this.styles=[y,we]}#e=new ee(this,{id:"patient",find:e=>this.#i(e),choose:e=>this._chosen=[...this._chosen,e],isEager:!0});constructor(){super(),this._chosen=[],this._role="MEMBER"}render(){let{remaining:e,upgradeUrl:t}=this.caseload;return a`<div class="card stack">
      ${this.#e.render(this.t("existing.patient"),{hint:this.t("existing.hint")})}
      ${e===null?d:a`<p class="small soft">
              ${this.t("invite.left",{count:e})}
              ${t?a`<a href=${t}>${this.t("invite.upgrade")}</a>`:d}
            </p>`}
      ${this._chosen.length?a`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
              ${this._chosen.map(i=>this.#t(i))}
            </ul>`:d}
      <div class="bar">
        <select class="inline" aria-label=${this.t("invite.role")} @change=${this.#r}>
          ${this.roles.map(i=>a`<option value=${i}>${this.t(`role.${i}`)}</option>`)}
        </select>
        ${this.button("add",this.t("existing.add",{count:this._chosen.length}),()=>this.#n(),{kind:"first",disabled:!this._chosen.length})}
      </div>
    </div>`}#t({id:e,label:t,detail:i,problem:r}){return a`<li>
      ${xe(t)}
      <div class="who">
        <strong dir="auto">${t}</strong> <span class="soft small">${i}</span>
        ${r?a`<p class="note bad small">${at(this,r)}</p>`:d}
      </div>
      ${this.button("",this.t("members.remove"),()=>this.#s(e),{kind:"plain danger",name:this.t("members.removeName",{name:t})})}
    </li>`}async#i(e){let t=await this.ask(es,{group:this.group,search:e||null}),i=new Set(this._chosen.map(({id:r})=>r));return(t?.viewer?.caseload?.patients.nodes??[]).filter(({account:r})=>!i.has(r.id)).map(({account:r})=>({id:r.id,label:r.name,detail:`@${r.username}`}))}#s(e){this._chosen=this._chosen.filter(t=>t.id!==e)}#r(e){this._role=e.target.value}async#n(){let e={groupId:this.group,accountIds:this._chosen.map(({id:n})=>n),role:this._role},t=await this.act("add",ts,{input:e},{isPartial:!0});if(!t)return;let i=new Map(t.userErrors.map(n=>[Number(n.path[1]??-1),n]));this._chosen=this._chosen.map((n,o)=>({...n,problem:i.get(o)??i.get(-1)})).filter(({problem:n})=>n);let{members:r}=t;r.length&&this.say(this.t("existing.added",{count:r.length})),this.emit("usher-added",{groupId:this.group,memberIds:r.map(({id:n})=>n)})}};x("usher-invite-existing",Jt);var is={id:"sha256:c8dafb971b73b59b63ed587ddc874f81600d7440c55caddf9c4ff0f7e9b068a4",text:"query UsherInvite($id:ID!){group(id:$id){id liveCursor viewerActions viewerActionsVersion caseloadRemaining viewerMembership{id role}invitationTemplate{subject body}}viewer{id isStaff caseload{id limit remaining upgradeUrl}}}"},ss={id:"sha256:de62ed1e4cd1794b1b72b83bfadc394a87bf1d76b6a40686028bddc4baeeb840",text:"query UsherCandidates($id:ID!$search:String!){group(id:$id){id inviteCandidates(search:$search first:7){isMember account{id name username}pendingInvitation{id}}}}"},rs={id:"sha256:d2d01e46a0bab2283ed1c56b888211c92044237737345a117b1ee514a0f29b44",text:"query UsherCheck($input:InviteMembersInput!){checkRecipients(input:$input){readyCount results{input email username name role error{code message url}}userErrors{code message path url}}}"},ns={id:"sha256:c0a67290a71da63eb3f73dc323f5934585f541659772702c29cb7121895ee8ec",text:"query UsherPreview($id:ID!$email:String$subject:String$body:String){group(id:$id){id invitationPreview(email:$email subject:$subject body:$body){to subject text problems{code message path}}}}"},os={id:"sha256:c21869d70f2e69a7904b612b254979f45bb048aafc2b92871e61a5bf21fe02c9",text:"mutation UsherInviteMembers($input:InviteMembersInput!){inviteMembers(input:$input){group{id viewerActionsVersion caseloadRemaining}invitedCount batch{id total sent failed remaining finishedAt}results{recipient error{code message url}}userErrors{code message path url}}}"};var Br=["@register_url","@group_name","@inviter_name","@recipient_name","@site_name"],Zt="@register_url",jr=300,Xt=class extends w{static{this.properties={group:{},template:{attribute:!1},email:{attribute:!1},_subject:{state:!0},_body:{state:!0},_sendMail:{state:!0},_preview:{state:!0}}}static{this.styles=[y,u`
      summary {
        cursor: pointer;
        font-weight: 600;
        min-block-size: 1.75rem;
      }
      details[open] > summary {
        margin-block-end: 1rem;
      }
      .mail {
        border: 1px solid var(--line);
        border-radius: 10px;
        overflow: hidden;
      }
      .mail dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.15rem 1rem;
        padding: 0.8rem 1rem;
        background: var(--tint);
      }
      .mail dt {
        color: var(--soft);
      }
      .mail pre {
        margin: 0;
        padding: 1rem;
        font: inherit;
        white-space: pre-wrap;
      }
      .choice {
        display: flex;
        gap: 0.6rem;
        align-items: flex-start;
        font-weight: 400;
      }
      .holders {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
      }
      .holders button {
        min-block-size: 1.9rem;
        padding: 0.1rem 0.6rem;
        font:
          500 0.8125rem ui-monospace,
          monospace;
      }
    `]}#e;#t=!1;constructor(){super(),this._sendMail=!0}render(){let e=this._body??this.template.body;return a`<div class="card stack">
      <label class="choice">
        <input type="checkbox" .checked=${this._sendMail} @change=${this.#h} />
        <span>${this.t("invite.sendMail")}<br /><span class="soft small">${this.t("invite.sendMailHint")}</span></span>
      </label>
      ${this._sendMail?a`<details>
                <summary>${this.t("invite.template")}</summary>
                <div class="stack">${this.#i()} ${this.#s(e)}</div>
              </details>
              <details @toggle=${this.#u}>
                <summary>${this.t("invite.preview")}</summary>
                ${this._preview?this.#n(this._preview):a`<p class="soft">${this.t("state.loading")}</p>`}
              </details>`:d}
    </div>`}updated(e){e.has("email")&&this.#l()}#i(){let e=t=>a`<input
        id="subject"
        maxlength="200"
        .value=${this._subject??this.template.subject}
        @input=${i=>this.#o("_subject",i)}
        ${t}
      />`;return z({id:"subject",label:this.t("invite.subject"),problem:this.#r("subject"),control:e})}#s(e){let t=r=>a`<textarea
        id="body"
        rows="9"
        maxlength="10000"
        .value=${e}
        @input=${n=>this.#o("_body",n)}
        ${r}
      ></textarea>`,i=e.includes(Zt)?this.#r("body"):this.t("invite.linkMissing");return a`${z({id:"body",label:this.t("invite.body"),hint:this.t("invite.bodyHint"),problem:i,control:t})}
      <div class="holders" role="group" aria-label=${this.t("invite.placeholders")}>
        ${Br.map(r=>this.button("",r,()=>this.#a(r)))}
        ${this._body===void 0&&this._subject===void 0?d:this.button("",this.t("invite.restore"),()=>this.#d())}
      </div>`}#r(e){return this._preview?.problems.find(({path:t})=>t.includes(e))?.message}#n({to:e,subject:t,text:i}){return a`<div class="mail">
      <dl>
        <dt>${this.t("invite.to")}</dt>
        <dd>${e}</dd>
        <dt>${this.t("invite.subject")}</dt>
        <dd dir="auto"><strong>${t}</strong></dd>
      </dl>
      <pre dir="auto" tabindex="0">${i}</pre>
    </div>`}#o(e,t){this[e]=t.target.value,this.#c()}#a(e){let t=this.renderRoot.querySelector("#body");t.setRangeText(e,t.selectionStart,t.selectionEnd,"end"),this._body=t.value,t.focus(),this.#c()}#d(){this._body=this._subject=void 0,this.#c()}#h(e){this._sendMail=e.target.checked,this.#c()}#u(e){this.#t=e.target.open,this.#t&&!this._preview&&this.#l(0)}#c(){this.#l();let{_subject:e,_body:t,_sendMail:i}=this,r=!i||(t??Zt).includes(Zt);this.dispatchEvent(new CustomEvent("mail",{detail:{subject:e,body:t,sendMail:i,isUsable:r}}))}#l(e=jr){clearTimeout(this.#e),!(!this.#t&&this._body===void 0&&this._subject===void 0)&&(this.#e=setTimeout(async()=>{let{group:t,email:i=null,_subject:r=null,_body:n=null}=this,o=await this.ask(ns,{id:t,email:i,subject:r,body:n});this._preview=o?.group?.invitationPreview??void 0},e))}};x("usher-invite-mail",Xt);var as=0;function ds(s){let{input:e,email:t,username:i,name:r,role:n,error:o}=s,l=t??(i?`@${i}`:e);return{key:++as,text:l,name:r,email:t,username:i,accountId:null,role:n,problem:o}}function ls(s,e){let{id:t,name:i,username:r}=s;return{key:++as,text:`@${r}`,name:i,email:null,username:r,accountId:t,role:e,problem:null}}function cs({accountId:s,username:e,email:t,name:i,text:r,role:n}){return s?{account:{accountId:s,role:n}}:e?{username:{username:e,role:n}}:{email:{email:t??r,...i&&{name:i},role:n}}}function hs(s,e){return s.accountId&&s.accountId===e.accountId?!0:s.text.toLowerCase()===e.text.toLowerCase()}var us=100,ei=class extends w{static{this.properties={group:{},roles:{attribute:!1},template:{attribute:!1},left:{attribute:!1},upgradeUrl:{attribute:!1},_recipients:{state:!0},_role:{state:!0},_mail:{state:!0},_result:{state:!0}}}static{this.styles=[y,we,u`
      .add {
        display: grid;
        grid-template-columns: minmax(12rem, 1fr) auto auto;
        gap: 0.75rem;
        align-items: end;
      }
      @container (max-width: 34rem) {
        .add {
          grid-template-columns: 1fr auto;
        }
        .add > .field:first-child {
          grid-column: 1 / -1;
        }
      }
      .mend {
        color: var(--bad);
        font-size: 0.875rem;
      }
    `]}#e=new ee(this,{id:"who",find:e=>this.#o(e),choose:({account:e})=>this.#a([ls(e,this._role)]),enter:e=>{this.#d(e)}});constructor(){super(),this._recipients=[],this._role="MEMBER"}render(){return a`<div class="stack">
      ${this.#i()}
      <div class="card stack">
        <div class="add">
          ${this.#e.render(this.t("invite.who"),{hint:this.t("invite.whoHint")})}
          <select aria-label=${this.t("invite.role")} @change=${this.#c}>
            ${this.roles.map(e=>a`<option value=${e}>${this.t(`role.${e}`)}</option>`)}
          </select>
          ${this.button("add",this.t("invite.add"),()=>this.#d(this.#e.text))}
        </div>
        ${this.#s()} ${this._recipients.length?this.#r():a`<p class="soft">${this.t("invite.none")}</p>`}
      </div>
      <usher-invite-mail
        .group=${this.group}
        .template=${this.template}
        .email=${this._recipients.find(({email:e})=>e)?.email??void 0}
        @mail=${e=>this._mail=e.detail}
      ></usher-invite-mail>
      <div class="bar">
        ${this.button("invite",this.#t.length?this.t("invite.send",{count:this.#t.length}):this.t("tab.invite"),()=>this.#l(),{kind:"first",disabled:!this.#t.length||this._mail?.isUsable===!1})}
      </div>
    </div>`}get#t(){return this._recipients.filter(({problem:e})=>!e)}#i(){if(!this._result)return d;let{invited:e,batch:t}=this._result;return a`<div class="card told" role="status" tabindex="-1">
      <p>
        <strong>${this.t("invite.invited",{count:e})}</strong>
        <a href=${this.page("groups",this.group,"invitations")}>${this.t("invite.see")}</a>
      </p>
      ${t?a`<usher-batch .batch=${t}></usher-batch>`:d}
    </div>`}#s(){return this.left===null?d:a`<p class="small ${this.left?"soft":"mend"}">
      ${this.t("invite.left",{count:this.left})}
      ${this.upgradeUrl?a`<a href=${this.upgradeUrl}>${this.t("invite.upgrade")}</a>`:d}
    </p>`}#r(){let e=this._recipients.length-us;return a`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
        ${this._recipients.slice(0,us).map(t=>this.#n(t))}
      </ul>
      ${e>0?a`<p class="soft">${this.t("invite.more",{count:e})}</p>`:d}`}#n(e){let{key:t,name:i,text:r,role:n,problem:o}=e;return a`<li>
      <div class="who">
        <strong dir="auto">${i??r}</strong>
        ${i?a`<span class="soft small">${r}</span>`:d}
        ${o?a`<p class="mend">${at(this,o)}</p>`:d}
      </div>
      <select
        class="inline"
        aria-label=${this.t("members.roleOf",{name:i??r})}
        @change=${l=>this.#h(t,l.target.value)}
      >
        ${this.roles.map(l=>a`<option value=${l} .selected=${l===n}>${this.t(`role.${l}`)}</option>`)}
      </select>
      ${this.button("",this.t("members.remove"),()=>this.#u(t),{kind:"plain danger",name:this.t("members.removeName",{name:i??r})})}
    </li>`}async#o(e){return e.length<2||/[,;\s]@|@.*[,;\s]/.test(e)?[]:((await this.ask(ss,{id:this.group,search:e}))?.group?.inviteCandidates??[]).map(({account:i,isMember:r,pendingInvitation:n})=>{let o=r?"invite.isMember":n?"invite.isInvited":void 0,l=`@${i.username}${o?` \xB7 ${this.t(o)}`:""}`;return{id:i.id,label:i.name,detail:l,isOff:o!==void 0,account:i}})}#a(e){let t=e.filter(i=>!this._recipients.some(r=>hs(i,r)));this._recipients=[...this._recipients,...t],this._result=void 0}async#d(e){e.trim()&&await this.during("add",async()=>{let i=(await this.ask(rs,{input:{groupId:this.group,addresses:e,role:this._role}}))?.checkRecipients;i&&(this.#a(i.results.map(ds)),i.results.length?this.#e.clear():this.refuse(i.userErrors[0]?.message??this.t("invite.nobody")))})}#h(e,t){this._recipients=this._recipients.map(i=>i.key===e?{...i,role:t,problem:null}:i)}#u(e){this._recipients=this._recipients.filter(t=>t.key!==e)}#c(e){this._role=e.target.value}async#l(){this.#e.text.trim()&&await this.#d(this.#e.text);let e=this.#t,{subject:t,body:i,sendMail:r}=this._mail??{subject:void 0,body:void 0,sendMail:!0},n={groupId:this.group,recipients:e.map(cs),subject:t,body:i,sendMail:r},o=await this.act("invite",os,{input:n});if(!o)return;let l=new Map(e.map((c,h)=>[c.key,o.results[h]?.error??null]));this._recipients=this._recipients.filter(({key:c,problem:h})=>h||l.get(c)).map(c=>({...c,problem:l.get(c.key)??c.problem})),this._result={invited:o.invitedCount,batch:o.batch?.id},await this.updateComplete,this.renderRoot.querySelector(".told")?.focus(),this.emit("usher-invited",{groupId:this.group,count:o.invitedCount})}};x("usher-invite-new",ei);var Gr=["new","existing"],pt=class extends w{static{this.properties={group:{},_mode:{state:!0}}}static{this.styles=[y,u`
      [role="tablist"] {
        display: inline-flex;
        gap: 0.25rem;
        padding: 0.25rem;
        border-radius: 11px;
        background: color-mix(in oklab, var(--line) 60%, transparent);
      }
      [role="tab"] {
        border-color: transparent;
        background: none;
        color: var(--soft);
        min-block-size: 2.1rem;
        padding-block: 0.2rem;
      }
      [role="tab"][aria-selected="true"] {
        background: var(--card);
        color: var(--ink);
        box-shadow: 0 1px 2px rgb(0 0 0 / 12%);
      }
    `]}#e=new _(this,()=>this.group?{document:is,variables:{id:this.group},streams:[L(this.group)]}:void 0,({group:e})=>e?.invitationTemplate);constructor(){super(),this._mode="new"}render(){return this.#e.render(e=>this.#t(e))}#t({group:e,viewer:t}){let r=e.viewerMembership?.role==="ADMINISTRATOR"||t?.isStaff?["MEMBER","FACILITATOR","ADMINISTRATOR"]:["MEMBER","FACILITATOR"],n=t?.caseload;return a`<div class="stack">
      ${n?this.#i():d}
      <div
        id="mode"
        role=${n?"tabpanel":d}
        aria-labelledby=${n?`mode-${this._mode}`:d}
      >
        ${this._mode==="existing"&&n?a`<usher-invite-existing
                .group=${e.id}
                .roles=${r}
                .caseload=${n}
              ></usher-invite-existing>`:a`<usher-invite-new
                .group=${e.id}
                .roles=${r}
                .template=${e.invitationTemplate}
                .left=${e.caseloadRemaining}
                .upgradeUrl=${n?.upgradeUrl}
              ></usher-invite-new>`}
      </div>
    </div>`}#i(){return a`<div>
      <div role="tablist" aria-label=${this.t("tab.invite")} @keydown=${this.#s}>
        ${Gr.map(e=>a`<button
              type="button"
              role="tab"
              id="mode-${e}"
              aria-controls="mode"
              aria-selected=${e===this._mode}
              tabindex=${e===this._mode?0:-1}
              @click=${()=>this._mode=e}
            >
              ${this.t(`invite.${e}`)}
            </button>`)}
      </div>
    </div>`}#s(e){e.key!=="ArrowLeft"&&e.key!=="ArrowRight"||(this._mode=this._mode==="new"?"existing":"new",this.updateComplete.then(()=>this.renderRoot.querySelector(`#mode-${this._mode}`)?.focus()))}};x("usher-invite",pt);var ps={id:"sha256:0a2affde60f7dda86fbb188745ddacda72b25348ab95e9c5c3e9a836bc49108d",text:"query UsherInvitations($first:Int!$after:String$status:[InvitationStatus!]!){viewer{id liveCursor invitations(status:$status first:$first after:$after){nodes{id status role expiresAt respondedAt viewerActions group{id groupId name description memberCount}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"};var Hr=["ACCEPTED","DECLINED","CANCELLED","EXPIRED"],mt=class extends $e{static{this.properties={closed:{type:Boolean},quiet:{type:Boolean}}}static{this.styles=[y,u`
      .rows > li {
        padding-block: 1.1rem;
      }
      .text {
        max-block-size: 6em;
        overflow: hidden;
        white-space: pre-line;
        margin-block-start: 0.35rem;
      }
    `]}#e=new D(this);#t=new _(this,()=>({document:ps,variables:{...this.#e.variables,status:this.closed?Hr:["PENDING"]},streams:[F()]}),({viewer:e})=>e?.invitations);render(){return this.quiet&&!this.#t.data?d:this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:i}=e.invitations,r=t.filter(({status:n})=>n==="PENDING"!=!!this.closed);return r.length?a`<div class="stack">
        ${this.quiet?a`<h2>${this.t("invitations.title")}</h2>`:d}
        <ul class="rows" part="list" aria-busy=${this.#t.isTurning} tabindex="-1" data-home>
          ${r.map(n=>this.#i(n))}
        </ul>
        ${this.#e.render(i,this.#t.isTurning)}
      </div>`:this.quiet?d:q(this.t(this.closed?"invitations.noneClosed":"invitations.none"))})}#i(e){let{group:t,invitedBy:i,role:r,status:n,expiresAt:o,respondedAt:l}=e,c=[i&&this.t("invitations.from",{name:i.name}),t.memberCount!==null&&this.t("members",{count:t.memberCount}),r!=="MEMBER"&&this.t("invitations.as",{role:this.t(`role.${r}`)}),n==="PENDING"?this.t("invitations.until",{date:this.date(o)}):l&&this.date(l)].filter(Boolean);return a`<li part="invitation">
      <div class="who">
        <strong dir="auto">${t.name}</strong>
        <p class="soft small">${c.join(" \xB7 ")}</p>
        ${t.description&&!this.closed?a`<p class="text small" dir="auto">${t.description}</p>`:d}
      </div>
      ${n==="PENDING"?this.answers(e):a`<span class="tag">${this.t(`status.${n}`)}</span>`}
    </li>`}};x("usher-invitations",mt);var ms={id:"sha256:beff00d7650284a759bdd4c3e2b4b6bf43f34de0d437422dc1f3cc2f3cb58491",text:"query UsherMembers($id:ID!$first:Int!$after:String$search:String$role:[Role!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id}members(first:$first after:$after search:$search role:$role){totalCount nodes{id role joinedAt hasFullAccess viewerActions account{id name username email}seat{id number}}pageInfo{hasNextPage endCursor}}}}"},fs={id:"sha256:adf1b173b0737a6c702bae92214350db0dfd113515c644467bfef7704ac57745",text:"mutation UsherSetRole($input:SetMemberRoleInput!){setMemberRole(input:$input){group{id viewerActions viewerActionsVersion}member{id role viewerActions}userErrors{code message path url}}}"},gs={id:"sha256:87c267bdd5269a5dde6dcdac8e6c0a8e4dc5722aefdda5eab372e26b1214eedd",text:"mutation UsherRemove($input:RemoveMemberInput!){removeMember(input:$input){group{id viewerActionsVersion}removedId userErrors{code message path url}}}"},bs={id:"sha256:ed13f9437c5d9eb3bcc590a3b94e38b583795bb86656ac8517358dcaaf5b6d94",text:"mutation UsherLeave($input:LeaveGroupInput!){leaveGroup(input:$input){groupId viewer{id}userErrors{code message path url}}}"};function te({t:s},e,t){let i=()=>{t(),e?.act()};return ve({isOpen:e!==void 0,heading:e?.heading??"",close:t},a`<div class="stack">
      <p>${e?.text}</p>
      <div class="bar">
        ${H(e?.yes,i,{kind:"danger"})} ${H(s("action.cancel"),t,{kind:"plain"})}
      </div>
    </div>`)}var vs=["ADMINISTRATOR","FACILITATOR","MEMBER"],ft=class extends w{static{this.properties={group:{},_search:{state:!0},_role:{state:!0},_asked:{state:!0}}}static{this.styles=[y,u`
      .doing {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      @container (max-width: 30rem) {
        .doing {
          padding-inline-start: 3.25rem;
          inline-size: 100%;
        }
      }
    `]}#e=new D(this);#t=new _(this,()=>this.group?{document:ms,variables:{id:this.group,...this.#e.variables,search:this._search||null,role:this._role?[this._role]:null},streams:[L(this.group)]}:void 0,({group:e})=>e?.members);constructor(){super(),this._search=this._role=""}render(){return this.#t.render(({group:e})=>this.#i(e))}#i(e){let{nodes:t,pageInfo:i,totalCount:r}=e.members,{isTurning:n}=this.#t;return a`<div class="stack">
      <div class="bar">
        <div class="grow">${ye(this.t("members.search"),this._search,o=>this.#u(o))}</div>
        <select class="inline" aria-label=${this.t("members.filter")} @change=${this.#c}>
          <option value="">${this.t("members.all")}</option>
          ${vs.map(o=>a`<option value=${o}>${this.t(`roles.${o}`)}</option>`)}
        </select>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")} @click=${this.#l}>
                ${dt}${this.t("members.add")}
              </a>`:d}
      </div>
      <p class="soft small" role="status">${this.t("members",{count:r})}</p>
      ${t.length?a`<ul class="rows" part="list" aria-busy=${n} tabindex="-1" data-home>
              ${t.map(o=>this.#s(o,e))}
            </ul>`:q(this.t("list.nothingFound"))}
      ${this.#e.render(i,n)}
      ${e.viewerActions.includes("LEAVE")?a`<div>
              ${this.button("leave",this.t("members.leave"),()=>this.#d(e),{kind:"danger"})}
            </div>`:d}
      ${te(this,this._asked,()=>this._asked=void 0)}
    </div>`}#s(e,t){let{id:i,account:r,seat:n,hasFullAccess:o,viewerActions:l,joinedAt:c}=e,h=t.viewerMembership?.id===i,p=[r.email??`@${r.username}`,this.t("members.since",{date:this.date(c)})];return a`<li part="member">
      ${xe(r.name)}
      <div class="who">
        <strong dir="auto">${r.name}</strong>
        ${h?a`<span class="soft">${this.t("members.you")}</span>`:d}
        ${n?a`<span class="tag good">${this.t("seat.number",{number:n.number})}</span>`:d}
        ${o===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:d}
        <p class="soft small">${p.join(" \xB7 ")}</p>
      </div>
      <div class="doing">
        ${this.#r(e)}
        ${l.includes("REMOVE")&&!h?this.button(`remove:${i}`,this.t("members.remove"),()=>this.#o(e),{kind:"plain danger",name:this.t("members.removeName",{name:r.name})}):d}
      </div>
    </li>`}#r({id:e,role:t,account:i,viewerActions:r}){let n=vs.filter(l=>l===t||r.includes(`MAKE_${l}`));if(n.length<2)return a`<span class="tag">${this.t(`role.${t}`)}</span>`;let o=this.t("members.roleOf",{name:i.name});return a`<select
      class="inline"
      aria-label=${o}
      aria-busy=${this.isBusy(`role:${e}`)}
      @change=${l=>this.#n(e,l.target,t)}
    >
      ${n.map(l=>a`<option value=${l} .selected=${l===t}>${this.t(`role.${l}`)}</option>`)}
    </select>`}async#n(e,t,i){let r=t.value,n=this.t("members.roleSet",{role:this.t(`role.${r}`)});await this.act(`role:${e}`,fs,{input:{memberId:e,role:r}},{done:n})?this.emit("usher-role",{memberId:e,role:r}):t.value=i}#o({id:e,account:t,seat:i}){this._asked={heading:this.t("members.removeName",{name:t.name}),text:this.t(i?"members.removeSeat":"members.removeText",{name:t.name}),yes:this.t("members.remove"),act:()=>this.#a(e,t.name)}}async#a(e,t){let i=this.t("members.removed",{name:t});await this.act(`remove:${e}`,gs,{input:{memberId:e}},{done:i})&&this.emit("usher-removed",{memberId:e})}#d(e){this._asked={heading:this.t("members.leave"),text:this.t("members.leaveText"),yes:this.t("members.leave"),act:()=>this.#h(e.id)}}async#h(e){await this.act("leave",bs,{input:{groupId:e}},{done:this.t("members.left")})&&this.emit("usher-left",{groupId:e})}#u(e){this._search=e,this.#e.reset()}#c(e){this._role=e.target.value,this.#e.reset()}#l(e){this.emit("usher-invite-wanted",{groupId:this.group})||e.preventDefault()}};x("usher-members",ft);var $s={id:"sha256:4ec0fa944fa6d08986a7bdde32f1de4fa5bfc32fd173669c6adc365a5aefce59",text:"query UsherNotifications($first:Int!$after:String$unreadOnly:Boolean!){viewer{id liveCursor badge{id unreadNotifications}notifications(first:$first after:$after unreadOnly:$unreadOnly){nodes{id message url createdAt readAt}pageInfo{hasNextPage endCursor}}}}"};var gt=class extends w{static{this.styles=[y,nt,u`
      .rows > li {
        display: block;
        padding: 0;
      }
    `]}#e=new D(this);#t=new _(this,()=>({document:$s,variables:{...this.#e.variables,unreadOnly:!1},streams:[F()]}),({viewer:e})=>e?.notifications);render(){return this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:i}=e.notifications,{isTurning:r}=this.#t;return t.length?a`<div class="stack">
        ${e?.badge?.unreadNotifications?a`<div class="bar">
                ${this.button("all",this.t("bell.readAll"),()=>this.#i({all:!0}))}
              </div>`:d}
        <ul class="rows" part="list" aria-busy=${r} tabindex="-1" data-home>
          ${t.map(n=>a`<li>${ot(this,n,()=>this.#i({ids:[n.id]}))}</li>`)}
        </ul>
        ${this.#e.render(i,r)}
      </div>`:q(this.t("bell.empty"))})}async#i(e){await this.act("all"in e?"all":"one",rt,{input:e})}};x("usher-notifications",gt);var ys={id:"sha256:d456f187a498ba28c4484fd16822839cf918cb42668b16e0f5ae14eb7ee92eee",text:"query UsherSentInvitations($id:ID!$first:Int!$after:String$search:String$status:[InvitationStatus!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id role}invitationCounts{id pending accepted declined cancelled expired total}invitations(first:$first after:$after search:$search status:$status){nodes{id status role email createdAt lastSentAt expiresAt respondedAt delivery deliveryError resendableAt url viewerActions invitee{id name}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"},ws={id:"sha256:ecc4c10be65c17ca7d2462bea1ccfce295e8b8303262ba9eff6d70e96bcd8243",text:"mutation UsherResend($id:ID!){resendInvitation(input:{invitationId:$id}){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"},xs={id:"sha256:1569975ce4d944cde4de3157f4f1946e259caa6a58f4859731285b3965b34f36",text:"mutation UsherCancel($id:ID!){cancelInvitation(input:{invitationId:$id}){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"},As={id:"sha256:97b8e9bb7e917a64412019caa41d8d882cacb0b90067713c903ca110c7da009a",text:"mutation UsherChangeRole($input:UpdateInvitationInput!){updateInvitation(input:$input){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"};async function bt({t:s},e,t){try{await navigator.clipboard.writeText(e),X(t)}catch{prompt(s("share.copyByHand"),e)}}var Es=["ACCEPTED","PENDING","DECLINED","EXPIRED","CANCELLED"],_s=u`
  .states {
    display: grid;
    gap: 0.75rem;
  }
  .states > .parts {
    display: flex;
    gap: 2px;
    block-size: 0.75rem;
    border-radius: 99px;
    overflow: hidden;
    background: var(--line);
  }
  .states .parts i {
    flex: 0 0 0;
    transition: flex-grow 0.25s;
  }
  .states .ACCEPTED {
    --state: light-dark(#1d7a4f, #5cc48f);
  }
  .states .PENDING {
    --state: light-dark(#2f6fb0, #7ab4ec);
  }
  .states .DECLINED {
    --state: light-dark(#b4483c, #ef8d80);
  }
  .states .EXPIRED {
    --state: light-dark(#b98a1d, #e0b95c);
  }
  .states .CANCELLED {
    --state: light-dark(#8a9591, #77837f);
  }
  .states i {
    background: var(--state);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }
  .legend button {
    color: inherit;
    font-weight: 500;
    min-block-size: 2.1rem;
    padding: 0.15rem 0.7rem;
    border-color: var(--line);
    border-radius: 99px;
  }
  .legend button[aria-pressed="true"] {
    background: var(--tint);
    border-color: var(--accent);
  }
  .legend i {
    inline-size: 0.65rem;
    block-size: 0.65rem;
    border-radius: 50%;
  }
`;function ks({t:s},e,t,i){let r=n=>e[n.toLowerCase()];return a`<div class="states" part="bar">
    <div class="parts" aria-hidden="true">
      ${Es.map(n=>a`<i class=${n} .style=${`flex-grow:${r(n)}`}></i>`)}
    </div>
    <div class="legend" role="group" aria-label=${s("sent.filter")}>
      <button type="button" aria-pressed=${!t} @click=${()=>i("")}>
        ${s("sent.all")} <b class="number">${e.total}</b>
      </button>
      ${Es.map(n=>a`<button
            type="button"
            aria-pressed=${n===t}
            @click=${()=>i(n===t?"":n)}
          >
            <i class=${n}></i>${s(`status.${n}`)} <b class="number">${r(n)}</b>
          </button>`)}
    </div>
  </div>`}var qr={QUEUED:"",SENT:"good",FAILED:"bad"},vt=class extends w{static{this.properties={group:{},_search:{state:!0},_status:{state:!0},_asked:{state:!0}}}static{this.styles=[y,_s,u`
      .who {
        flex-basis: 19rem;
      }
      .doing {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      .error {
        color: var(--bad);
        font-size: 0.875rem;
      }
    `]}#e=new D(this);#t=new _(this,()=>this.group?{document:ys,variables:{id:this.group,...this.#e.variables,search:this._search||null,status:this._status?[this._status]:null},streams:[L(this.group)]}:void 0,({group:e})=>e?.invitations);constructor(){super(),this._search=this._status=""}render(){return this.#t.render(({group:e})=>this.#i(e))}#i(e){let{nodes:t,pageInfo:i}=e.invitations,{isTurning:r}=this.#t,n=!!(this._search||this._status);return a`<div class="stack">
      ${ks(this,e.invitationCounts,this._status,o=>this.#c(o))}
      <div class="bar">
        <div class="grow">${ye(this.t("sent.search"),this._search,o=>this.#u(o))}</div>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")}>${this.t("sent.invite")}</a>`:d}
      </div>
      ${t.length?a`<ul class="rows" part="list" aria-busy=${r} tabindex="-1" data-home>
              ${t.map(o=>this.#s(o,e))}
            </ul>`:q(this.t(n?"list.nothingFound":"sent.none"))}
      ${this.#e.render(i,r)} ${te(this,this._asked,()=>this._asked=void 0)}
    </div>`}#s(e,t){let{status:i,email:r,invitee:n,invitedBy:o,createdAt:l,lastSentAt:c,respondedAt:h,expiresAt:p}=e,f=i==="PENDING",g=[n&&r,this.t("sent.by",{name:o?.name??"\u2013",date:this.date(c??l)}),h&&this.t("sent.answered",{date:this.date(h)}),f&&this.t("invitations.until",{date:this.date(p)})].filter(Boolean);return a`<li part="invitation">
      <div class="who">
        <strong dir="auto">${n?.name??r}</strong>
        <span class="tag ${i==="ACCEPTED"?"good":i==="PENDING"?"":"warn"}"
          >${this.t(`status.${i}`)}</span
        >
        ${f?this.#r(e):d}
        <p class="soft small">${g.join(" \xB7 ")}</p>
        ${f&&e.deliveryError?a`<p class="error" dir="auto">${e.deliveryError}</p>`:d}
      </div>
      <div class="doing">${this.#n(e,t)} ${this.#o(e)}</div>
    </li>`}#r({delivery:e}){return a`<span class="tag ${e?qr[e]:""}"
      >${this.t(e?`delivery.${e}`:"delivery.none")}</span
    >`}#n({id:e,role:t,email:i,invitee:r,viewerActions:n},o){if(!n.includes("CANCEL"))return a`<span class="tag">${this.t(`role.${t}`)}</span>`;let l=o.viewerActions.includes("MANAGE_ROLES"),c=["ADMINISTRATOR","FACILITATOR","MEMBER"].filter(h=>l||h===t||h!=="ADMINISTRATOR");return a`<select
      class="inline"
      aria-label=${this.t("members.roleOf",{name:r?.name??i})}
      aria-busy=${this.isBusy(`role:${e}`)}
      @change=${h=>this.#h(e,h.target,t)}
    >
      ${c.map(h=>a`<option value=${h} .selected=${h===t}>${this.t(`role.${h}`)}</option>`)}
    </select>`}#o(e){let{id:t,email:i,invitee:r,url:n,viewerActions:o,resendableAt:l}=e,c=r?.name??i,h=f=>`${f}: ${c}`,p=l&&new Date(l)>new Date;return a`
      ${n?this.button("",this.t("sent.copy"),()=>bt(this,n,this.t("share.copied")),{kind:"plain",name:h(this.t("sent.copy"))}):d}
      ${o.includes("RESEND")||p?this.button(`resend:${t}`,this.t("sent.resend"),()=>this.#a(e,!!p),{kind:"plain",name:h(this.t("sent.resend"))}):d}
      ${o.includes("CANCEL")?this.button(`cancel:${t}`,this.t("sent.cancel"),()=>this.#d(e),{kind:"plain danger",name:h(this.t("sent.cancel"))}):d}
    `}async#a({id:e,email:t,invitee:i,resendableAt:r},n){if(n)return this.refuse(this.t("sent.tooSoon",{time:this.time(r)}));let o=this.t("sent.resent",{name:i?.name??t});await this.act(`resend:${e}`,ws,{id:e},{done:o})}#d({id:e,email:t,invitee:i}){let r=i?.name??t;this._asked={heading:this.t("sent.cancelName",{name:r}),text:this.t("sent.cancelText"),yes:this.t("sent.cancelYes"),act:()=>this.act(`cancel:${e}`,xs,{id:e},{done:this.t("sent.cancelled",{name:r})})}}async#h(e,t,i){let r=t.value,n=this.t("members.roleSet",{role:this.t(`role.${r}`)});await this.act(`role:${e}`,As,{input:{invitationId:e,role:r}},{done:n})||(t.value=i)}#u(e){this._search=e,this.#e.reset()}#c(e){this._status=e,this.#e.reset()}};x("usher-sent-invitations",vt);var Ss={id:"sha256:4e51722cf052a3ffc9521c9c8f773f804f7cb4a94ae7c4501600196aa6d359e9",text:"query UsherShare($id:ID!){group(id:$id){id liveCursor name viewerActions inviteCode{...Code}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"},Ts={id:"sha256:f7412dc00e24a5cb7749cf1752497a763b83d1b584c350a19b10a3d51123f4b5",text:"mutation UsherGenerate($input:GenerateInviteCodeInput!){generateInviteCode(input:$input){group{id inviteCode{...Code}}userErrors{code message path url}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"},Cs={id:"sha256:f9982480415d5d41d0242bdbb28b6fff0dc91c3cd756b2ed6b9f5ff92287dca4",text:"mutation UsherDeleteCode($id:ID!){deleteInviteCode(input:{groupId:$id}){group{id inviteCode{...Code}}userErrors{code message path url}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"};var Wr=864e5,Fr=[0,1,7,30,90],$t=class extends w{static{this.properties={group:{},_isGenerating:{state:!0},_problems:{state:!0},_asked:{state:!0}}}static{this.styles=[y,u`
      .share {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 1.5rem 2.5rem;
        align-items: start;
      }
      @container (max-width: 40rem) {
        .share {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .qr {
        background: #ffffff;
        border: 1px solid var(--line);
        border-radius: var(--round);
        padding: 0.25rem;
        inline-size: 15rem;
        max-inline-size: 100%;
      }
      .qr img {
        display: block;
        inline-size: 100%;
        image-rendering: pixelated;
        forced-color-adjust: none;
      }
      .code {
        font:
          700 1.5rem/1.3 ui-monospace,
          "SF Mono",
          Menlo,
          Consolas,
          monospace;
        letter-spacing: 0.06em;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.35rem 1.25rem;
      }
      dt {
        color: var(--soft);
      }
    `]}#e=new _(this,()=>this.group?{document:Ss,variables:{id:this.group},streams:[L(this.group)]}:void 0,({group:e})=>e?.viewerActions.includes("SHARE_CODE")?e:null);constructor(){super(),this._isGenerating=!1,this._problems={}}render(){return this.#e.render(({group:e})=>{let t=e.inviteCode;return a`<div class="card stack">
          ${t?this.#t(t):a`<p>${this.t("share.none")}</p>`}
          <div class="bar">
            ${t?this.button("",this.t("share.another"),()=>this.#s()):this.button("generate",this.t("share.generate"),()=>this.#n({}),{kind:"first"})}
            ${t?d:this.button("",this.t("share.limits"),()=>this.#s(),{kind:"plain"})}
          </div>
        </div>
        ${this.#i(t)} ${te(this,this._asked,()=>this._asked=void 0)}`})}#t(e){return a`<div class="share">
      <div class="stack">
        <div class="bar">
          <a class="button" href=${e.printUrl} target="_blank" rel="noopener">${this.t("share.print")}</a>
          <a class="button" href=${e.url} target="_blank" rel="noopener">${this.t("share.link")}</a>
          ${this.button("",this.t("action.copy"),()=>bt(this,e.url,this.t("share.copied")))}
          ${this.button("delete",this.t("share.delete"),()=>this.#o(),{kind:"danger"})}
        </div>
        <p class="code" part="code">${e.code}</p>
        <p><a href=${e.url} target="_blank" rel="noopener">${e.url}</a></p>
        <dl>
          <dt>${this.t("share.status")}</dt>
          <dd>${this.t(`code.${e.status}`)}</dd>
          <dt>${this.t("share.used")}</dt>
          <dd class="number">
            ${e.maxUses?this.t("share.usedOf",{count:e.useCount,most:e.maxUses}):this.t("members",{count:e.useCount})}
          </dd>
          ${e.expiresAt?a`<dt>${this.t("share.until")}</dt>
                  <dd>${this.time(e.expiresAt)}</dd>`:d}
          ${e.emailDomain?a`<dt>${this.t("share.domain")}</dt>
                  <dd>${e.emailDomain}</dd>`:d}
        </dl>
      </div>
      <figure class="qr" part="qr"><img src=${e.qrCode.pngDataUri} alt=${this.t("share.qr")} /></figure>
    </div>`}#i(e){let t=(i,r)=>z({id:i,label:r.label,hint:r.hint,problem:this._problems[i],control:n=>a`<input id=${i} name=${i} inputmode=${r.mode} autocomplete="off" ${n} />`});return ve({isOpen:this._isGenerating,heading:this.t(e?"share.another":"share.generate"),close:()=>this._isGenerating=!1},a`<form class="stack" novalidate @submit=${this.#r}>
        ${e?a`<p class="note warn">${this.t("share.replaces")}</p>`:d}
        ${z({id:"days",label:this.t("share.until"),control:i=>a`<select id="days" name="days" ${i}>
              ${Fr.map(r=>a`<option value=${r}>${r?this.t("share.days",{count:r}):this.t("share.forever")}</option>`)}
            </select>`})}
        ${t("maxUses",{label:this.t("share.maxUses"),hint:this.t("share.noLimit"),mode:"numeric"})}
        ${t("emailDomain",{label:this.t("share.domain"),hint:this.t("share.domainHint"),mode:"url"})}
        <div class="bar">
          ${this.button("generate",this.t("share.generate"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),()=>this._isGenerating=!1,{kind:"plain"})}
        </div>
      </form>`)}#s(){this._problems={},this._isGenerating=!0}#r(e){e.preventDefault();let{days:t,maxUses:i,emailDomain:r}=Object.fromEntries(new FormData(e.target)),n=i?.trim();if(n&&!/^\d{1,9}$/.test(n)){this._problems={maxUses:this.t("share.notANumber")};return}this.#n({...Number(t)&&{expiresAt:new Date(Date.now()+Number(t)*Wr).toISOString()},...n&&{maxUses:Number(n)},...r?.trim()&&{emailDomain:r.trim()}})}async#n(e){let t={groupId:this.group,...e};await this.act("generate",Ts,{input:t},{done:this.t("share.generated"),...this._isGenerating&&{mend:r=>this._problems=Object.fromEntries(r.map(({path:n,message:o})=>[n?.[0]??"",o]))}})&&(this._isGenerating=!1)}#o(){this._asked={heading:this.t("share.deleteTitle"),text:this.t("share.deleteText"),yes:this.t("share.delete"),act:()=>this.act("delete",Cs,{id:this.group},{done:this.t("share.deleted")})}}};x("usher-share",$t);var Is={id:"sha256:a9184ee8d87bc1d0239d7eaf7c3c1a7ff9288ea00ce6d58767ffb3552d1010a5",text:"query UsherGroupSettings($id:ID!){group(id:$id){id liveCursor name description joinPolicy discreet viewerActions viewerActionsVersion}}"},Us={id:"sha256:eaa3ce788dd8ece535966f314c7eac18d91875ed4ea656acef727ab9387f36a6",text:"mutation UsherCreateGroup($input:CreateGroupInput!){createGroup(input:$input){group{id name}viewer{id}userErrors{code message path url}}}"},Ns={id:"sha256:1e1a922b22589d8b030950298d794a60a9c79efb2005a5771016932be84c6ac4",text:"mutation UsherUpdateGroup($input:UpdateGroupInput!){updateGroup(input:$input){group{id name description joinPolicy discreet}userErrors{code message path url}}}"};var Vr=["INVITE_ONLY","OPEN"],Ps={name:"",description:"",joinPolicy:"INVITE_ONLY",discreet:!1},yt=class extends w{static{this.properties={group:{},_edited:{state:!0},_problems:{state:!0}}}static{this.styles=[y,u`
      form {
        max-inline-size: 44rem;
      }
      fieldset {
        border: 0;
        padding: 0;
        margin: 0;
        display: grid;
        gap: 0.6rem;
      }
      legend {
        padding: 0;
        margin-block-end: 0.4rem;
        font-weight: 600;
      }
      .choice {
        display: flex;
        gap: 0.6rem;
        align-items: flex-start;
        font-weight: 400;
      }
      .choice input {
        flex: none;
      }
    `]}#e=new _(this,()=>this.group?{document:Is,variables:{id:this.group},streams:[L(this.group)]}:void 0,({group:e})=>e?.viewerActions.includes("EDIT")?e:null);constructor(){super(),this._edited={},this._problems={}}render(){return this.group?this.#e.render(({group:e})=>this.#t(e)):this.#t(Ps)}#t(e){let t={...e,...this._edited},i=!this.group,r=Object.keys(this._edited).length>0;return a`<form class="card stack" novalidate @submit=${this.#n}>
      ${z({id:"name",label:this.t("group.name"),problem:this._problems.name,control:n=>a`<input
            id="name"
            maxlength="120"
            .value=${t.name}
            @input=${this.#i("name",e)}
            ${n}
          />`})}
      ${z({id:"description",label:this.t("group.description"),hint:this.t("group.descriptionHint"),problem:this._problems.description,control:n=>a`<textarea
            id="description"
            rows="5"
            maxlength="10000"
            .value=${t.description}
            @input=${this.#i("description",e)}
            ${n}
          ></textarea>`})}
      <fieldset>
        <legend>${this.t("group.joinPolicy")}</legend>
        ${Vr.map(n=>a`<label class="choice">
              <input
                type="radio"
                name="policy"
                .checked=${t.joinPolicy===n}
                @change=${()=>this.#s("joinPolicy",n,e)}
              />
              <span
                >${this.t(`policy.${n}`)}<br /><span class="soft small"
                  >${this.t(`policy.${n}Hint`)}</span
                ></span
              >
            </label>`)}
      </fieldset>
      <label class="choice">
        <input
          type="checkbox"
          .checked=${t.discreet}
          @change=${n=>this.#s("discreet",n.target.checked,e)}
        />
        <span>${this.t("group.discreet")}<br /><span class="soft small">${this.t("group.discreetHint")}</span></span>
      </label>
      <div class="bar">
        ${this.button("save",this.t(i?"groups.create":"action.save"),()=>{},{kind:"first",submit:!0,disabled:!r})}
        ${r&&!i?this.button("",this.t("action.cancel"),()=>this.#r(),{kind:"plain"}):d}
      </div>
    </form>`}#i(e,t){return i=>this.#s(e,i.target.value,t)}#s(e,t,i){let{[e]:r,...n}=this._edited;this._edited=t===i[e]?n:{...this._edited,[e]:t}}#r(){this._edited={},this._problems={}}async#n(e){e.preventDefault();let t=i=>{this._problems=Object.fromEntries(i.map(({path:r,message:n})=>[r?.[0]??"name",n]))};if(this.group){let i={groupId:this.group,...this._edited};if(!await this.act("save",Ns,{input:i},{mend:t,done:this.t("group.saved")}))return;this.#r(),this.emit("usher-updated",{groupId:this.group})}else{let i={...Ps,...this._edited},r=await this.act("save",Us,{input:i},{mend:t});r?.group&&this.emit("usher-created",{groupId:r.group.id})}}};x("usher-group-settings",yt);var{I:Jl}=Di;var Rs=s=>s.strings===void 0;var Yr={},Ds=(s,e=Yr)=>s._$AH=e;var Os=be(class extends Z{constructor(s){if(super(s),s.type!==ce.PROPERTY&&s.type!==ce.ATTRIBUTE&&s.type!==ce.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Rs(s))throw Error("`live` bindings can only contain a single expression")}render(s){return s}update(s,[e]){if(e===B||e===d)return e;let t=s.element,i=s.name;if(s.type===ce.PROPERTY){if(e===t[i])return B}else if(s.type===ce.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(i))return B}else if(s.type===ce.ATTRIBUTE&&t.getAttribute(i)===e+"")return B;return Ds(s),e}});var Qr=120,Ms=u`
  .places {
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
  }
  .places i {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    border-radius: 0.35rem 0.35rem 0.2rem 0.2rem;
    border: 1.5px solid var(--field);
  }
  .places i.taken {
    background: var(--accent);
    border-color: var(--accent);
  }
  .places.many {
    flex-wrap: nowrap;
    gap: 0;
    block-size: 0.8rem;
    border-radius: 99px;
    overflow: hidden;
    background: var(--line);
  }
  .places.many i {
    block-size: 100%;
    border: 0;
    border-radius: 0;
    flex: 0 0 0;
  }
`;function Ls({t:s},e,t){let i=s("seats.taken",{count:e,all:t});return t>Qr?a`<div class="places many" part="places" role="img" aria-label=${i}>
      <i class="taken" .style=${`flex-grow:${e}`}></i><i .style=${`flex-grow:${t-e}`}></i>
    </div>`:a`<div class="places" part="places" role="img" aria-label=${i}>
    ${Array.from({length:t},(r,n)=>a`<i class=${n<e?"taken":""}></i>`)}
  </div>`}var zs=[Ms,u`
    .allocate {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0.75rem;
      align-items: end;
    }
    @container (max-width: 30rem) {
      .allocate {
        grid-template-columns: minmax(0, 1fr);
      }
    }
    fieldset {
      display: grid;
      gap: 0.75rem;
      margin: 0;
      min-inline-size: 0;
    }
    legend {
      float: inline-start;
      padding: 0;
      font-size: 1.125rem;
      font-weight: 650;
    }
    .choice {
      display: flex;
      gap: 0.6rem;
      align-items: flex-start;
      font-weight: 400;
      clear: both;
    }
    .choice input {
      flex: none;
    }
  `];var Bs={id:"sha256:24c4d1864460593db7426b047fb7c9a5111c0b6bb94bd901fdb1d51cb396e942",text:"query UsherSeats($id:ID!$first:Int!$after:String){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id hasFullAccess seatWaitPosition seat{id number}}seatPlan{...Plan seats(allocated:true first:$first after:$after){nodes{id number allocatedAt member{id viewerActions account{id name}}}pageInfo{hasNextPage endCursor}}waiting(first:10){totalCount nodes{id seatWaitPosition viewerActions account{id name}}}}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},js={id:"sha256:1669de736c48624dadf4a552acf2ef9f6da58c423b96c74c9d15c63e5d8d3ceb",text:"query UsherWithoutSeat($id:ID!$search:String){group(id:$id){id members(hasSeat:false search:$search first:10){nodes{id role seatWaitPosition account{id name username}}}}}"},Gs={id:"sha256:089f35e70bb19e793d05691527f58bc1022e1d409ef9a0595f7cf0867575d56c",text:"mutation UsherAllocate($id:ID!){allocateSeat(input:{memberId:$id}){group{id viewerActionsVersion seatPlan{...Plan}}seat{id number}userErrors{code message path url}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},Hs={id:"sha256:7b98578655aad7a9ad384e28e1a5de8a3b698ffcf4e8a947eddf8c49f40c0e74",text:"mutation UsherRelease($id:ID!){releaseSeat(input:{memberId:$id}){group{id viewerActionsVersion seatPlan{...Plan}}userErrors{code message path url}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},qs={id:"sha256:ad184dd82ba42ac043fe2bd4c204644ffcea6cdd6b1b3d927871e7e6353c321c",text:"mutation UsherSetPolicy($input:SetSeatPolicyInput!){setSeatPolicy(input:$input){group{id viewerActionsVersion}seatPlan{...Plan}userErrors{code message path url}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},Ws={id:"sha256:137cb2a859d07ff35d26d406f2b5a9c5d15770a9a2593f010f157011b00117ba",text:"mutation UsherWait($input:RequestSeatInput!){requestSeat(input:$input){group{id viewerActionsVersion}member{id seatWaitPosition hasFullAccess}userErrors{code message path url}}}"};var Kr=["MANUAL","AUTOMATIC"],wt=class extends w{static{this.properties={group:{},_chosen:{state:!0},_asked:{state:!0}}}static{this.styles=[y,we,zs]}#e=new D(this);#t=new ee(this,{id:"member",find:e=>this.#u(e),choose:e=>{this._chosen=e,this.#t.text=e.label},isEager:!0});#i=new _(this,()=>this.group?{document:Bs,variables:{id:this.group,...this.#e.variables},streams:[L(this.group)]}:void 0,({group:e})=>e);render(){return this.#i.render(({group:e})=>{let{seatPlan:t}=e;if(!t)return a`<div class="card"><p>${this.t("seats.noPlan")}</p></div>`;let i=e.viewerActions.includes("MANAGE_SEATS");return a`<div class="stack">
        ${this.#s(t)} ${this.#r(e)} ${i?this.#n(t):d}
        ${t.seats?this.#o(t.seats):d} ${t.waiting?this.#d(t):d}
        ${i?this.#h(t):d} ${te(this,this._asked,()=>this._asked=void 0)}
      </div>`})}#s(e){let{seatCount:t,allocatedCount:i,freeCount:r,status:n,startsAt:o,expiresAt:l,supportEmail:c}=e,h=n==="SCHEDULED"?o:l;return a`<section class="card stack">
      <div class="bar">
        <h2 class="grow">${this.t("seats.figures",{count:t,free:r})}</h2>
        <span class="tag ${n==="ACTIVE"?"good":"warn"}"
          >${this.t(`plan.${n}`,{date:this.date(h)})}</span
        >
      </div>
      ${Ls(this,i,t)}
      <p class="soft small">${this.t("seats.more")} <a href="mailto:${c}">${c}</a></p>
    </section>`}#r({viewerMembership:e}){if(!e)return d;let{seat:t,seatWaitPosition:i,hasFullAccess:r}=e;if(t&&r)return a`<p class="note">${this.t("seats.own",{number:t.number})}</p>`;let n=o=>()=>this.act("wait",Ws,{input:{groupId:this.group,waiting:o}},{done:this.t(o?"seats.waits":"seats.waitsNot")});return a`<div class="note bar">
      <span class="grow">${i?this.t("seats.position",{number:i}):this.t("seats.ownNone")}</span>
      ${t?d:i?this.button("wait",this.t("seats.leaveLine"),n(!1)):this.button("wait",this.t("seats.request"),n(!0))}
    </div>`}#n(e){let t=e.status!=="ACTIVE"?"seats.notInForce":e.freeCount===0?"seats.allInUse":void 0;return t?a`<p class="note">${this.t(t)}</p>`:a`<form class="card allocate" @submit=${this.#c}>
      ${this.#t.render(this.t("seats.member"),{hint:this.t("seats.memberHint")})}
      ${this.button("allocate",this.t("seats.allocate"),()=>{},{kind:"first",submit:!0,disabled:!this._chosen})}
    </form>`}#o({nodes:e,pageInfo:t}){return a`<section class="stack">
      <h2>${this.t("seats.held")}</h2>
      ${e.length?a`<ul class="rows" part="list" aria-busy=${this.#i.isTurning} tabindex="-1" data-home>
              ${e.map(i=>this.#a(i))}
            </ul>`:a`<p class="card soft">${this.t("seats.noneHeld")}</p>`}
      ${this.#e.render(t,this.#i.isTurning)}
    </section>`}#a({number:e,allocatedAt:t,member:i}){let r=i?.account.name??"";return a`<li part="seat">
      ${xe(r)}
      <div class="who">
        <strong dir="auto">${r}</strong>
        <p class="soft small">
          ${this.t("seat.number",{number:e})}${t?a` · ${this.t("members.since",{date:this.date(t)})}`:d}
        </p>
      </div>
      ${i?.viewerActions.includes("RELEASE_SEAT")?this.button(`release:${i.id}`,this.t("seats.release"),()=>this.#p(i.id,r),{kind:"plain danger",name:this.t("seats.releaseName",{name:r})}):d}
    </li>`}#d({waiting:e}){let{nodes:t,totalCount:i}=e;if(!t.length)return d;let r=i-t.length;return a`<section class="stack">
      <h2>${this.t("seats.line")} <span class="soft number">${i}</span></h2>
      <ol class="rows" part="line">
        ${t.map(({id:n,seatWaitPosition:o,viewerActions:l,account:c})=>a`<li>
              <span class="face" aria-hidden="true">${o}</span>
              <div class="who"><strong dir="auto">${c.name}</strong></div>
              ${l.includes("ALLOCATE_SEAT")?this.button(`allocate:${n}`,this.t("seats.allocate"),()=>this.#l(n,c.name),{kind:"plain",name:this.t("seats.allocateName",{name:c.name})}):d}
            </li>`)}
      </ol>
      ${r>0?a`<p class="soft">${this.t("invite.more",{count:r})}</p>`:d}
    </section>`}#h(e){let t=Math.min(e.freeCount,e.waiting?.totalCount??0),i=r=>r==="AUTOMATIC"&&e.policy==="MANUAL"&&t?this.t("policy.AUTOMATICNow",{count:t}):this.t(`policy.${r}Hint`);return a`<fieldset class="card" aria-busy=${this.isBusy("policy")}>
      <legend>${this.t("policy.name")}</legend>
      ${Kr.map(r=>a`<label class="choice">
            <input
              type="radio"
              name="policy"
              .checked=${Os(e.policy===r)}
              @change=${()=>this.#m(r,i(r),t)}
            />
            <span>${this.t(`policy.${r}`)}<br /><span class="soft small">${i(r)}</span></span>
          </label>`)}
    </fieldset>`}async#u(e){let t=e===this._chosen?.label?null:e||null;return((await this.ask(js,{id:this.group,search:t}))?.group?.members?.nodes??[]).map(({id:r,account:n,seatWaitPosition:o})=>({id:r,label:n.name,detail:o?this.t("seats.inLine",{number:o}):`@${n.username}`}))}async#c(e){if(e.preventDefault(),!this._chosen)return;let{id:t,label:i}=this._chosen;await this.during("allocate",()=>this.#l(t,i)),this._chosen=void 0,this.#t.clear()}async#l(e,t){await this.act(`allocate:${e}`,Gs,{id:e},{done:this.t("seats.allocated",{name:t})})}#p(e,t){let i=this.#i.data?.group?.seatPlan,r=i?.policy==="AUTOMATIC"?i.waiting?.nodes[0]?.account.name:void 0;this._asked={heading:this.t("seats.releaseName",{name:t}),text:r?this.t("seats.releaseNext",{name:t,next:r}):this.t("seats.releaseText",{name:t}),yes:this.t("seats.release"),act:()=>this.act(`release:${e}`,Hs,{id:e},{done:this.t("seats.released")})}}#m(e,t,i){let r=async()=>{let n={groupId:this.group,policy:e};await this.act("policy",qs,{input:n},{done:this.t("policy.set")}),this.requestUpdate()};if(e==="MANUAL"||!i)return void r();this._asked={heading:this.t("policy.AUTOMATIC"),text:t,yes:this.t("policy.yes"),act:r}}};x("usher-seats",wt);export{ut as Batch,ct as Bell,yt as GroupSettings,ht as Groups,mt as Invitations,pt as Invite,ft as Members,gt as Notifications,wt as Seats,vt as SentInvitations,$t as Share,w as UsherElement,br as configure,Ur as setMessages,vr as sharedClient};
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

lit-html/directive-helpers.js:
lit-html/directives/live.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
