function de(s){return"text"in Object(s)?s.text:s.loc?.source.body??String(s)}function ii(s){let{id:e,text:t}=Object(s);return t===void 0?void 0:e}var A=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,t,i=[],r){super(t),this.code=e,this.errors=i,this.retryAfter=r}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function ye(s,e){let[t]=s,{code:i="UNREADABLE",retryAfter:r=e}=t?.extensions??{};return new A(i,t?.message??"The server sent an error without a message.",s,r)}function K(s){return s instanceof A?s:new A("NETWORK",s instanceof Error?s.message:"The connection was cut.")}var Rs=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function gt({code:s}){return Rs.has(s)}function bt(s,e){return new Promise(t=>{let i=()=>{clearTimeout(r),e?.removeEventListener("abort",i),t()},r=setTimeout(i,s);e?.addEventListener("abort",i),e?.aborted&&i()})}function vt(s,e=0){let t=Math.min(500*2**s,3e4),i=s?t/2:0;return Math.max(i+Math.random()*(t-i),e*1e3)}var De=class{#e=0;#t=0;#i;pause(e){if(!this.#i){Date.now()-this.#t>1e4&&(this.#e=0);let t=new AbortController,i=bt(vt(this.#e++,e),t.signal).then(()=>{this.#i=void 0,this.#t=Date.now()});this.#i={over:i,cut:t}}return this.#i.over}cut(){this.#e=0,this.#i?.cut.abort()}};var Ns=5,Ds=10,Os="application/graphql-response+json, application/json;q=0.9",Ms=new Set([502,503,504]),Oe=class{#e=!1;#t;#i;constructor(e,t){this.#t=e,this.#i=t}#s(e,t){let i=this.#e?void 0:ii(e);return i?{documentId:i,variables:t}:{query:de(e),variables:t}}async send(e,t,{signal:i,idempotencyKey:r}={},n=Ns){for(let o=0;;o++){let c=this.#s(e,t);try{return await this.#r(c,r,i)}catch(l){if(i?.aborted)throw l;let h=K(l);if(c.documentId&&h.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(h.code==="RETRYABLE"||h.code==="RATE_LIMITED"||h.code==="NETWORK"&&r!==!1)||o+1>=n||(h.retryAfter??0)>Ds)throw h;await bt(vt(o,h.retryAfter),i)}}}async#r(e,t,i){let r=await this.#i.token();try{return await this.#n(e,r,t,i)}catch(n){if(!K(n).isSignedOut||!this.#i.refuse(r))throw n;return this.#n(e,await this.#i.token(),t,i)}}async#n(e,t,i,r){let n={accept:Os,"content-type":"application/json"};t&&(n.authorization=`Bearer ${t}`),i&&(n["idempotency-key"]=i);let{credentials:o}=this.#i,c=await fetch(this.#t,{method:"POST",headers:n,credentials:o,body:JSON.stringify(e),signal:r??null});return Ps(c,await c.text(),this.#t)}};function Ps(s,e,t){let i=Number(s.headers.get("retry-after"))||void 0,r;try{if(r=JSON.parse(e),!r.data&&!r.errors)throw new SyntaxError}catch{let l=Ms.has(s.status)?"NETWORK":"UNREADABLE";throw new A(l,`${t} answers with status ${s.status}, and not as GraphQL does.`,[],i)}let{data:n,errors:o=[]}=r,c=o.length>0&&Object.values(n??{}).every(l=>l===null);if(!n||c)throw ye(o,i);return{data:n,errors:o}}function si(s,e){let t=new Map;$t(e,t);let i=new Set,r=new Set;function n(o){if(Array.isArray(o))return Me(o,o.map(n));if(!N(o))return o;let c=L(o);c!==void 0&&i.add(c);let l=c===void 0?void 0:t.get(c),h={};for(let[p,f]of Object.entries(o)){let g=n(f);!l||p==="id"||Pe(g)?h[p]=g:p in l?h[p]=ri(g,l[p],()=>r.add(c)):(h[p]=g,r.add(c))}return Me(o,h)}return{data:n(s),found:i,partial:r}}function ri(s,e,t){if(e===null||!(N(e)||Array.isArray(e)&&e.some(N)))return Ls(s,e)?s:e;if(!N(s)||!N(e))return t(),s;let i={},r=!0;for(let[n,o]of Object.entries(s))n in e?i[n]=Pe(o)?o:ri(o,e[n],t):(r=!1,i[n]=o);return r||L(s)!==void 0&&L(s)===L(e)?Me(s,i):(t(),s)}function $t(s,e){if(Array.isArray(s))for(let i of s)$t(i,e);if(!N(s))return;let t=L(s);t!==void 0&&e.set(t,{...e.get(t),...s});for(let i of Object.values(s))$t(i,e)}function Pe(s){return Array.isArray(s)?s.some(N):N(s)&&(Array.isArray(s.nodes)||Array.isArray(s.edges))}function N(s){return typeof s=="object"&&s!==null&&!Array.isArray(s)}function L(s){return N(s)&&typeof s.id=="string"?s.id:void 0}function Me(s,e){return Object.entries(e).every(([i,r])=>s[i]===r)?s:e}function Ls(s,e){return!Array.isArray(s)||!Array.isArray(e)?s===e:s.length===e.length&&s.every((t,i)=>t===e[i])}var zs={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},Bs=/\bhistory\b/,js=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function ni(s,e,t,{found:i,partial:r}){if(!N(t))return!0;if(typeof t.kind!="string")return!qs(t,i,r);let[n,o]=zs[t.kind]??[],c=n===void 0?void 0:t[n],l=t.group??t.viewer;return!N(c)||!N(l)||Bs.test(s)||o?.test(s)||r.has(L(c)??"")||r.has(L(l)??"")?!0:js.test(s)&&Gs(e,L(l))!==l.viewerActionsVersion}function qs(s,e,t){let i=L(s)??"";return e.has(i)&&!t.has(i)&&!Object.values(s).some(Pe)}function Gs(s,e){let t=we(s,i=>L(i)===e&&"viewerActionsVersion"in i);return t?t.viewerActionsVersion:Symbol()}function we(s,e){if(N(s)&&e(s))return s;for(let t of N(s)||Array.isArray(s)?Object.values(s):[]){let i=we(t,e);if(i)return i}}var Hs=500,Ws=60,oi={status:"connecting",data:void 0,errors:[],error:void 0},Le=class{#e=oi;#t=new Set;#i;#s;#r=0;#n;#o=0;#a;#d;#h=0;#u=!1;#c=[];#l;#p;#f;#$;#y;constructor(e,t,i,r,n){this.#l=e,this.#p=t,this.#f=i,this.#$=r,this.#y=n,this.#i=de(t),this.#w()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#f=e,this.refresh()}refresh(){this.#h=0,this.#u=!0,clearTimeout(this.#d),this.#d=void 0,this.#a?this.#a.abort():this.#b()}stop(){this.#x(),this.#t.clear(),this.#y()}restart(){this.#x(),this.#m(oi),this.#w()}apply(e){this.#c.push(e),this.#v(e).hasChanged&&this.#g()}#w(){this.#k(++this.#r)}#x(){this.#r++,this.#s=void 0,this.#u=!1,this.#o=0,clearTimeout(this.#d),this.#d=void 0,this.#a?.abort(),this.#a=void 0,this.#n?.(yt())}async#k(e){for(;e===this.#r;)try{if(this.#s??=await this.#S(),e!==this.#r)return;this.#b(),await this.#C(e)}catch(t){let i=K(t);e===this.#r&&i.code!==wt&&await this.#_(i)}}async#_(e){let t=this.#s!==void 0;if(gt(e))this.#m({status:"connecting",error:e});else if(this.#s=void 0,e.code!=="CURSOR_EXPIRED")return t?this.#o++?this.#A({error:e}):void 0:this.#A({error:e,data:void 0});await this.#l.pauses.pause(e.retryAfter)}async#S(){let{data:e}=await this.#E();return this.#$.map(t=>({stream:t,cursor:Fs(t,e),isOver:!1}))}async#C(e){let t=await this.#l.transport,i=[];try{return await new Promise((r,n)=>{this.#n=n;let o=(this.#s??[]).filter(({isOver:c})=>!c);o.length||this.#m({status:"live",error:void 0});for(let c of o){let{document:l,variables:h}=c.stream,p=c.cursor&&{after:c.cursor};i.push(t.subscribe(de(l),{...h,...p},{open:()=>e===this.#r&&this.#T(c),next:f=>e===this.#r&&this.#I(c,Object.values(f)[0]),error:n,complete:()=>{xt(c.stream)?n(new A("RETRYABLE","The stream has ended.")):c.isOver=!0}}))}})}finally{this.#n=void 0;for(let r of i)r()}}#T({stream:e,cursor:t}){this.#m({status:"live",error:void 0}),t===void 0&&xt(e)&&this.#g()}#I(e,t){let{cursor:i}=Object(t);i&&(e.cursor=i),this.#o=0,this.#c.push(t),this.#v(t).isStale&&this.#g()}#v(e){let t=this.#e.data;if(t===void 0)return{isStale:!1,hasChanged:!1};let i=si(t,e);return this.#m({data:i.data}),{isStale:ni(this.#i,t,e,i),hasChanged:i.data!==t}}#g(){this.#u=!0,this.#b()}#b(){if(!this.#u||this.#d||this.#a||!this.#s)return;let e=Math.max(Ws*Math.random(),this.#h+Hs-Date.now());this.#d=setTimeout(()=>{this.#d=void 0;let t=this.#r;this.#E().catch(i=>t===this.#r?this.#U(K(i)):void 0)},e)}async#U(e){if(e.code===wt)return;if(!gt(e))return this.#n?.(e);let t=this.#r;await this.#l.pauses.pause(e.retryAfter),t===this.#r&&this.#g()}async#E(){this.#a?.abort(),clearTimeout(this.#d),this.#d=void 0;let e=this.#a=new AbortController;this.#h=Date.now(),this.#u=!1,this.#c=[];try{let t=await this.#l.http.send(this.#p,this.#f,{signal:e.signal},1);if(e.signal.aborted)throw yt();let i=this.#c;this.#m({data:t.data,errors:t.errors});for(let r of i)this.#v(r);return t}catch(t){throw e.signal.aborted?yt():t}finally{this.#a===e&&(this.#a=void 0,this.#b())}}#A(e){this.#r++,this.#m({...e,status:"ended"})}#m(e){if(!Object.entries(e).every(([i,r])=>this.#e[i]===r)){this.#e={...this.#e,...e};for(let i of this.#t)i(this.#e)}}},wt="STOPPED";function yt(){return new A(wt,"Something newer takes its place.")}function xt({document:s}){return/\$after\b/.test(de(s))}function Fs(s,e){if(!xt(s))return;if(s.cursor)return s.cursor(e)??void 0;let{groupId:t}={groupId:void 0,...s.variables},i=n=>typeof n.liveCursor=="string";return(we(e,n=>i(n)&&n.id===t)??we(e,i))?.liveCursor}var ze=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new A("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function ai(s){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&s();return window.addEventListener("online",s),window.addEventListener("pageshow",s),document.addEventListener("resume",s),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",s),window.removeEventListener("pageshow",s),document.removeEventListener("resume",s),document.removeEventListener("visibilitychange",e)}}function D(s){return s===null?"null":Array.isArray(s)?"array":typeof s}function Y(s){return D(s)==="object"}function Vs(s){return Array.isArray(s)&&s.length>0&&s.every(e=>"message"in e)}function Et(s,e){return s.length<124?s:e}var di="graphql-transport-ws";var O=(s=>(s[s.InternalServerError=4500]="InternalServerError",s[s.InternalClientError=4005]="InternalClientError",s[s.BadRequest=4400]="BadRequest",s[s.BadResponse=4004]="BadResponse",s[s.Unauthorized=4401]="Unauthorized",s[s.Forbidden=4403]="Forbidden",s[s.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",s[s.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",s[s.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",s[s.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",s[s.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",s))(O||{}),M=(s=>(s.ConnectionInit="connection_init",s.ConnectionAck="connection_ack",s.Ping="ping",s.Pong="pong",s.Subscribe="subscribe",s.Next="next",s.Error="error",s.Complete="complete",s))(M||{});function ci(s){if(!Y(s))throw new Error(`Message is expected to be an object, but got ${D(s)}`);if(!s.type)throw new Error("Message is missing the 'type' property");if(typeof s.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${D(s.type)}`);switch(s.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(s.payload!=null&&!Y(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${s.payload}"`);break}case"subscribe":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${D(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);if(!Y(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an object, but got ${D(s.payload)}`);if(typeof s.payload.query!="string")throw new Error(`"${s.type}" message payload expects the 'query' property to be a string, but got ${D(s.payload.query)}`);if(s.payload.variables!=null&&!Y(s.payload.variables))throw new Error(`"${s.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${D(s.payload.variables)}`);if(s.payload.operationName!=null&&D(s.payload.operationName)!=="string")throw new Error(`"${s.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${D(s.payload.operationName)}`);if(s.payload.extensions!=null&&!Y(s.payload.extensions))throw new Error(`"${s.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${D(s.payload.extensions)}`);break}case"next":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${D(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);if(!Y(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an object, but got ${D(s.payload)}`);break}case"error":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${D(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);if(!Vs(s.payload))throw new Error(`"${s.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(s.payload)}`);break}case"complete":{if(typeof s.id!="string")throw new Error(`"${s.type}" message expects the 'id' property to be a string, but got ${D(s.id)}`);if(!s.id)throw new Error(`"${s.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${s.type}"`)}return s}function li(s,e){return ci(typeof s=="string"?JSON.parse(s,e):s)}function ce(s,e){return ci(s),JSON.stringify(s,e)}function hi(s){let{url:e,connectionParams:t,lazy:i=!0,onNonLazyError:r=console.error,lazyCloseTimeout:n=0,keepAlive:o=0,disablePong:c,connectionAckWaitTimeout:l=0,retryAttempts:h=5,retryWait:p=async function(E){let m=Math.pow(2,E);await new Promise($=>setTimeout($,m*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:f=At,on:g,webSocketImpl:I,generateID:re=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,E=>{let m=Math.random()*16|0;return(E=="x"?m:m&3|8).toString(16)})},jsonMessageReplacer:Ue,jsonMessageReviver:Is}=s,ne;if(I){if(!Ys(I))throw new Error("Invalid WebSocket implementation provided");ne=I}else typeof WebSocket<"u"?ne=WebSocket:typeof global<"u"?ne=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(ne=window.WebSocket||window.MozWebSocket);if(!ne)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let Z=ne,U=(()=>{let b=(()=>{let m={};return{on($,_){return m[$]=_,()=>{delete m[$]}},emit($){"id"in $&&m[$.id]?.($)}}})(),E={connecting:g?.connecting?[g.connecting]:[],opened:g?.opened?[g.opened]:[],connected:g?.connected?[g.connected]:[],ping:g?.ping?[g.ping]:[],pong:g?.pong?[g.pong]:[],message:g?.message?[b.emit,g.message]:[b.emit],closed:g?.closed?[g.closed]:[],error:g?.error?[g.error]:[]};return{onMessage:b.on,on(m,$){let _=E[m];return _.push($),()=>{let S=_.indexOf($);S>-1&&_.splice(S,1)}},emit(m,...$){for(let _ of[...E[m]])_(...$)}}})();function mt(b){let E=[U.on("error",m=>{E.forEach($=>$()),b(m)}),U.on("closed",m=>{E.forEach($=>$()),b(m)})];return()=>E.forEach(m=>m())}let X,V=0,ft,$e=!1,Re=0,Jt=!1;async function Zt(){clearTimeout(ft);let[b,E]=await(X??(X=new Promise((_,S)=>(async()=>{if($e){if(await p(Re),!V)return X=void 0,S({code:1e3,reason:"All Subscriptions Gone"});Re++}U.emit("connecting",$e);let v=new Z(typeof e=="function"?await e():e,di),H,oe;function Ne(){isFinite(o)&&o>0&&(clearTimeout(oe),oe=setTimeout(()=>{v.readyState===Z.OPEN&&(v.send(ce({type:M.Ping})),U.emit("ping",!1,void 0))},o))}mt(R=>{X=void 0,clearTimeout(H),clearTimeout(oe),S(R),R instanceof Be&&(v.close(4499,"Terminated"),v.onerror=null,v.onclose=null)}),v.onerror=R=>U.emit("error",R),v.onclose=R=>U.emit("closed",R),v.onopen=async()=>{try{U.emit("opened",v);let R=typeof t=="function"?await t():t;if(v.readyState!==Z.OPEN)return;v.send(ce(R?{type:M.ConnectionInit,payload:R}:{type:M.ConnectionInit},Ue)),isFinite(l)&&l>0&&(H=setTimeout(()=>{v.close(O.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},l)),Ne()}catch(R){U.emit("error",R),v.close(O.InternalClientError,Et(R instanceof Error?R.message:String(R),"Internal client error"))}};let ae=!1;v.onmessage=({data:R})=>{try{let C=li(R,Is);if(U.emit("message",C),C.type==="ping"||C.type==="pong"){U.emit(C.type,!0,C.payload),C.type==="pong"?Ne():c||(v.send(ce(C.payload?{type:M.Pong,payload:C.payload}:{type:M.Pong},Ue)),U.emit("pong",!1,C.payload));return}if(ae)return;if(C.type!==M.ConnectionAck)throw new Error(`First message cannot be of type ${C.type}`);clearTimeout(H),ae=!0,U.emit("connected",v,C.payload,$e),$e=!1,Re=0;let ti=new Promise((Rr,Us)=>mt(Us));ti.catch(()=>{}),_([v,ti])}catch(C){v.onmessage=null,U.emit("error",C),v.close(O.BadResponse,Et(C instanceof Error?C.message:String(C),"Bad response"))}}})())));b.readyState===Z.CLOSING&&await E;let m=()=>{},$=new Promise(_=>m=_);return[b,m,new Promise((_,S)=>{let v=mt(S);b.readyState!==Z.OPEN&&E.catch(S),$.then(()=>{if(v(),!V){let H=()=>b.close(1e3,"Normal Closure");isFinite(n)&&n>0?(clearTimeout(ft),ft=setTimeout(()=>{!V&&b.readyState===Z.OPEN&&H()},n)):H()}_()})})]}function Xt(b){if(At(b)&&(Ks(b.code)||[O.InternalServerError,O.InternalClientError,O.BadRequest,O.BadResponse,O.Unauthorized,O.SubprotocolNotAcceptable,O.SubscriberAlreadyExists,O.TooManyInitialisationRequests].includes(b.code)))throw b;if(Jt)return!1;if(At(b)&&b.code===1e3)return V>0;if(!h||Re>=h||!f(b))throw b;return $e=!0}i||(async()=>{for(V++;;)try{let[,,b]=await Zt();await b}catch(b){try{if(!Xt(b))return}catch(E){return r?.(E)}}})();function ei(b,E){let m=re(b),$=!1,_=!1,S=()=>{V--,$=!0};return(async()=>{for(V++;;)try{let[v,H,oe]=await Zt();if($)return oe.catch(()=>{}),H();let Ne=U.onMessage(m,ae=>{switch(ae.type){case M.Next:{E.next(ae.payload);return}case M.Error:{_=!0,$=!0,E.error(ae.payload),S();return}case M.Complete:{$=!0,S();return}}});v.send(ce({id:m,type:M.Subscribe,payload:b},Ue)),S=()=>{!$&&v.readyState===Z.OPEN&&v.send(ce({id:m,type:M.Complete},Ue)),V--,$=!0,H()},await oe.finally(Ne);return}catch(v){if(!Xt(v))return}})().then(()=>{_||E.complete()}).catch(v=>{E.error(v)}),()=>{$||S()}}return{on:U.on,subscribe:ei,iterate(b){let E=[],m={done:!1,error:null,resolve:()=>{}},$=ei(b,{next(S){E.push(S),m.resolve()},error(S){m.done=!0,m.error=S,m.resolve()},complete(){m.done=!0,m.resolve()}}),_=(async function*(){for(;;){for(E.length||await new Promise(v=>m.resolve=v);E.length;)yield E.shift();if(m.error)throw m.error;if(m.done)return}})();return _.throw=async S=>(m.done||(m.done=!0,m.error=S,m.resolve()),{done:!0,value:void 0}),_.return=async()=>($(),{done:!0,value:void 0}),_},async dispose(){if(Jt=!0,X){let[b]=await X;b.close(1e3,"Normal Closure")}},terminate(){X&&U.emit("closed",new Be)}}}var Be=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function At(s){return Y(s)&&"code"in s&&"reason"in s}function Ks(s){return[1e3,1001,1006,1005,1012,1013,1014].includes(s)?!1:s>=1e3&&s<=1999}function Ys(s){return typeof s=="function"&&"constructor"in s&&"CLOSED"in s&&"CLOSING"in s&&"CONNECTING"in s&&"OPEN"in s}var Qs=12e3,Js=5e3,Zs=4401,Xs=4403,je=class{#e;#t;#i;#s;#r=!1;#n;#o;#a=new Set;#d;constructor(e,t,i){this.#d=t,this.#e=hi({url:e.replace(/^http/,"ws"),webSocketImpl:i,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#h(),on:{opened:r=>{this.#t=r},connected:()=>this.#u(),message:()=>this.#c(),closed:()=>this.#l()}})}subscribe(e,t,i){this.#r?queueMicrotask(()=>i.open()):this.#a.add(i);let r=this.#e.subscribe({query:e,variables:{...t}},{next:({data:n,errors:o})=>{n?i.next(n):i.error(ye(o??[]))},error:n=>{this.#a.delete(i),i.error(this.#p(n))},complete:()=>i.complete()});return()=>{this.#a.delete(i),r()}}probe(){!this.#r||this.#o||(this.#o=setTimeout(()=>this.cut(),Js),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#h(){this.#s=void 0;try{this.#i=await this.#d.token()}catch(e){throw this.#s=K(e),e}return this.#i?{authorization:`Bearer ${this.#i}`}:{}}#u(){this.#r=!0,this.#n=setInterval(()=>this.probe(),Qs);for(let e of this.#a)e.open();this.#a.clear()}#c(){clearTimeout(this.#o),this.#o=void 0}#l(){this.#r=!1,this.#c(),clearInterval(this.#n)}#p(e){if(this.#s)return this.#s;if(Array.isArray(e))return ye(e);let{code:t,reason:i,message:r}=e;if(t===Zs||t===Xs){let n=this.#d.refuse(this.#i);return new A(n?"NETWORK":"UNAUTHENTICATED",i||"The session is over. Sign in again.")}return new A("NETWORK",i||r||`The connection was closed (${t}).`)}};var xe=class{#e;#t=new Set;#i;constructor({url:e="/graphql",token:t,webSocket:i}={}){let r=new URL(e,globalThis.location?.href).href,n=new ze(t),o=new je(r,n,i);this.#e={http:new Oe(r,n),transport:Promise.resolve(o),pauses:new De},this.#i=ai(()=>{this.#e.pauses.cut(),o.probe()})}query(e,t,i={}){return this.#e.http.send(e,t,i)}async mutate(e,t,{idempotencyKey:i=er(),signal:r}={}){let n=await this.#e.http.send(e,t,{idempotencyKey:i,signal:r});for(let o of this.#t)o.apply(n.data);return n}live(e,{variables:t,streams:i}){let r=new Le(this.#e,e,t,i,()=>this.#t.delete(r));return this.#t.add(r),r}async signInChanged(){(await this.#e.transport).cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}async close(){this.#i();for(let e of this.#t)e.stop();(await this.#e.transport).close()}};function er(){let s=crypto.getRandomValues(new Uint8Array(16));return Array.from(s,e=>e.toString(16).padStart(2,"0")).join("")}var ui={id:"sha256:a5bb830d756dc59fba718c010a9490e9ec49186f16b48e4e77d34822ca6ec44c",text:"subscription UsherGroupChanges($groupId:ID!$after:String){groupChanges(groupId:$groupId after:$after){cursor kind subjectId group{id}}}"},pi={id:"sha256:c52d6bcbfea199bb83cc4ee4a666c92502d57376c506d13feef51e4e47cd1b68",text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function z(s){return{document:ui,variables:{groupId:s}}}function W(){return{document:pi}}var kt=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new xe({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let t={...this.#e,...e};if(t.src===this.#e.src&&t.token===this.#e.token)return;this.#e=t;let i=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),i?.close()}},T=new kt;var qe=globalThis,Ge=qe.ShadowRoot&&(qe.ShadyCSS===void 0||qe.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,_t=Symbol(),mi=new WeakMap,Ee=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==_t)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Ge&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=mi.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&mi.set(t,e))}return e}toString(){return this.cssText}},fi=s=>new Ee(typeof s=="string"?s:s+"",void 0,_t),u=(s,...e)=>{let t=s.length===1?s[0]:e.reduce((i,r,n)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+s[n+1],s[0]);return new Ee(t,s,_t)},gi=(s,e)=>{if(Ge)s.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),r=qe.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=t.cssText,s.appendChild(i)}},St=Ge?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return fi(t)})(s):s;var{is:tr,defineProperty:ir,getOwnPropertyDescriptor:sr,getOwnPropertyNames:rr,getOwnPropertySymbols:nr,getPrototypeOf:or}=Object,He=globalThis,bi=He.trustedTypes,ar=bi?bi.emptyScript:"",dr=He.reactiveElementPolyfillSupport,Ae=(s,e)=>s,Ct={toAttribute(s,e){switch(e){case Boolean:s=s?ar:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let t=s;switch(e){case Boolean:t=s!==null;break;case Number:t=s===null?null:Number(s);break;case Object:case Array:try{t=JSON.parse(s)}catch{t=null}}return t}},$i=(s,e)=>!tr(s,e),vi={attribute:!0,type:String,converter:Ct,reflect:!1,useDefault:!1,hasChanged:$i};Symbol.metadata??=Symbol("metadata"),He.litPropertyMetadata??=new WeakMap;var F=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=vi){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),r=this.getPropertyDescriptor(e,i,t);r!==void 0&&ir(this.prototype,e,r)}}static getPropertyDescriptor(e,t,i){let{get:r,set:n}=sr(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:r,set(o){let c=r?.call(this);n?.call(this,o),this.requestUpdate(e,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??vi}static _$Ei(){if(this.hasOwnProperty(Ae("elementProperties")))return;let e=or(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(Ae("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Ae("properties"))){let t=this.properties,i=[...rr(t),...nr(t)];for(let r of i)this.createProperty(r,t[r])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,r]of t)this.elementProperties.set(i,r)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let r=this._$Eu(t,i);r!==void 0&&this._$Eh.set(r,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let r of i)t.unshift(St(r))}else e!==void 0&&t.push(St(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return gi(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){let n=(i.converter?.toAttribute!==void 0?i.converter:Ct).toAttribute(t,i.type);this._$Em=e,n==null?this.removeAttribute(r):this.setAttribute(r,n),this._$Em=null}}_$AK(e,t){let i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let n=i.getPropertyOptions(r),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:Ct;this._$Em=r;let c=o.fromAttribute(t,n.type);this[r]=c??this._$Ej?.get(r)??c,this._$Em=null}}requestUpdate(e,t,i,r=!1,n){if(e!==void 0){let o=this.constructor;if(r===!1&&(n=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??$i)(n,t)||i.useDefault&&i.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:r,wrapped:n},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),n!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,n]of this._$Ep)this[r]=n;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[r,n]of i){let{wrapped:o}=n,c=this[r];o!==!0||this._$AL.has(r)||c===void 0||this.C(r,void 0,n,c)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};F.elementStyles=[],F.shadowRootOptions={mode:"open"},F[Ae("elementProperties")]=new Map,F[Ae("finalized")]=new Map,dr?.({ReactiveElement:F}),(He.reactiveElementVersions??=[]).push("2.1.2");var Ot=globalThis,yi=s=>s,We=Ot.trustedTypes,wi=We?We.createPolicy("lit-html",{createHTML:s=>s}):void 0,Si="$lit$",Q=`lit$${Math.random().toFixed(9).slice(2)}$`,Ci="?"+Q,cr=`<${Ci}>`,ie=document,_e=()=>ie.createComment(""),Se=s=>s===null||typeof s!="object"&&typeof s!="function",Mt=Array.isArray,lr=s=>Mt(s)||typeof s?.[Symbol.iterator]=="function",Tt=`[ 	
\f\r]`,ke=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,xi=/-->/g,Ei=/>/g,ee=RegExp(`>|${Tt}(?:([^\\s"'>=/]+)(${Tt}*=${Tt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Ai=/'/g,ki=/"/g,Ti=/^(?:script|style|textarea|title)$/i,Pt=s=>(e,...t)=>({_$litType$:s,strings:e,values:t}),a=Pt(1),Fe=Pt(2),An=Pt(3),se=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),_i=new WeakMap,te=ie.createTreeWalker(ie,129);function Ii(s,e){if(!Mt(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return wi!==void 0?wi.createHTML(e):e}var hr=(s,e)=>{let t=s.length-1,i=[],r,n=e===2?"<svg>":e===3?"<math>":"",o=ke;for(let c=0;c<t;c++){let l=s[c],h,p,f=-1,g=0;for(;g<l.length&&(o.lastIndex=g,p=o.exec(l),p!==null);)g=o.lastIndex,o===ke?p[1]==="!--"?o=xi:p[1]!==void 0?o=Ei:p[2]!==void 0?(Ti.test(p[2])&&(r=RegExp("</"+p[2],"g")),o=ee):p[3]!==void 0&&(o=ee):o===ee?p[0]===">"?(o=r??ke,f=-1):p[1]===void 0?f=-2:(f=o.lastIndex-p[2].length,h=p[1],o=p[3]===void 0?ee:p[3]==='"'?ki:Ai):o===ki||o===Ai?o=ee:o===xi||o===Ei?o=ke:(o=ee,r=void 0);let I=o===ee&&s[c+1].startsWith("/>")?" ":"";n+=o===ke?l+cr:f>=0?(i.push(h),l.slice(0,f)+Si+l.slice(f)+Q+I):l+Q+(f===-2?c:I)}return[Ii(s,n+(s[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},Ce=class s{constructor({strings:e,_$litType$:t},i){let r;this.parts=[];let n=0,o=0,c=e.length-1,l=this.parts,[h,p]=hr(e,t);if(this.el=s.createElement(h,i),te.currentNode=this.el.content,t===2||t===3){let f=this.el.content.firstChild;f.replaceWith(...f.childNodes)}for(;(r=te.nextNode())!==null&&l.length<c;){if(r.nodeType===1){if(r.hasAttributes())for(let f of r.getAttributeNames())if(f.endsWith(Si)){let g=p[o++],I=r.getAttribute(f).split(Q),re=/([.?@])?(.*)/.exec(g);l.push({type:1,index:n,name:re[2],strings:I,ctor:re[1]==="."?Ut:re[1]==="?"?Rt:re[1]==="@"?Nt:he}),r.removeAttribute(f)}else f.startsWith(Q)&&(l.push({type:6,index:n}),r.removeAttribute(f));if(Ti.test(r.tagName)){let f=r.textContent.split(Q),g=f.length-1;if(g>0){r.textContent=We?We.emptyScript:"";for(let I=0;I<g;I++)r.append(f[I],_e()),te.nextNode(),l.push({type:2,index:++n});r.append(f[g],_e())}}}else if(r.nodeType===8)if(r.data===Ci)l.push({type:2,index:n});else{let f=-1;for(;(f=r.data.indexOf(Q,f+1))!==-1;)l.push({type:7,index:n}),f+=Q.length-1}n++}}static createElement(e,t){let i=ie.createElement("template");return i.innerHTML=e,i}};function le(s,e,t=s,i){if(e===se)return e;let r=i!==void 0?t._$Co?.[i]:t._$Cl,n=Se(e)?void 0:e._$litDirective$;return r?.constructor!==n&&(r?._$AO?.(!1),n===void 0?r=void 0:(r=new n(s),r._$AT(s,t,i)),i!==void 0?(t._$Co??=[])[i]=r:t._$Cl=r),r!==void 0&&(e=le(s,r._$AS(s,e.values),r,i)),e}var It=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,r=(e?.creationScope??ie).importNode(t,!0);te.currentNode=r;let n=te.nextNode(),o=0,c=0,l=i[0];for(;l!==void 0;){if(o===l.index){let h;l.type===2?h=new Te(n,n.nextSibling,this,e):l.type===1?h=new l.ctor(n,l.name,l.strings,this,e):l.type===6&&(h=new Dt(n,this,e)),this._$AV.push(h),l=i[++c]}o!==l?.index&&(n=te.nextNode(),o++)}return te.currentNode=ie,r}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},Te=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,r){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=le(this,e,t),Se(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==se&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):lr(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&Se(this._$AH)?this._$AA.nextSibling.data=e:this.T(ie.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=Ce.createElement(Ii(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(t);else{let n=new It(r,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(e){let t=_i.get(e.strings);return t===void 0&&_i.set(e.strings,t=new Ce(e)),t}k(e){Mt(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,r=0;for(let n of e)r===t.length?t.push(i=new s(this.O(_e()),this.O(_e()),this,this.options)):i=t[r],i._$AI(n),r++;r<t.length&&(this._$AR(i&&i._$AB.nextSibling,r),t.length=r)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=yi(e).nextSibling;yi(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},he=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,r,n){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=n,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(e,t=this,i,r){let n=this.strings,o=!1;if(n===void 0)e=le(this,e,t,0),o=!Se(e)||e!==this._$AH&&e!==se,o&&(this._$AH=e);else{let c=e,l,h;for(e=n[0],l=0;l<n.length-1;l++)h=le(this,c[i+l],t,l),h===se&&(h=this._$AH[l]),o||=!Se(h)||h!==this._$AH[l],h===d?e=d:e!==d&&(e+=(h??"")+n[l+1]),this._$AH[l]=h}o&&!r&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Ut=class extends he{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},Rt=class extends he{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},Nt=class extends he{constructor(e,t,i,r,n){super(e,t,i,r,n),this.type=5}_$AI(e,t=this){if((e=le(this,e,t,0)??d)===se)return;let i=this._$AH,r=e===d&&i!==d||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,n=e!==d&&(i===d||r);r&&this.element.removeEventListener(this.name,this,i),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Dt=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){le(this,e)}};var ur=Ot.litHtmlPolyfillSupport;ur?.(Ce,Te),(Ot.litHtmlVersions??=[]).push("3.3.3");var Ui=(s,e,t)=>{let i=t?.renderBefore??e,r=i._$litPart$;if(r===void 0){let n=t?.renderBefore??null;i._$litPart$=r=new Te(e.insertBefore(_e(),n),n,void 0,t??{})}return r._$AI(s),r};var Lt=globalThis,B=class extends F{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ui(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return se}};B._$litElement$=!0,B.finalized=!0,Lt.litElementHydrateSupport?.({LitElement:B});var pr=Lt.litElementPolyfillSupport;pr?.({LitElement:B});(Lt.litElementVersions??=[]).push("4.2.2");var Ri={"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","list.suggestions":"Vorschl\xE4ge","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten","invite.new":"Neu einladen","invite.existing":"Bekannte hinzuf\xFCgen","invite.who":"Wen","invite.whoHint":"Eine E-Mail-Adresse, ein Name oder @benutzername. F\xFCgen Sie beliebig viele Adressen ein.","invite.role":"Rolle der Hinzugef\xFCgten","invite.add":"Hinzuf\xFCgen","invite.none":"Noch steht niemand auf der Liste.","invite.list":"Wer eingeladen wird","invite.more.one":"und {count} weitere Person","invite.more.other":"und {count} weitere","invite.nobody":"Darin steht keine Adresse und kein Benutzername.","invite.isMember":"ist Mitglied","invite.isInvited":"ist schon eingeladen","invite.left.one":"{count} Platz ist auf Ihrer Patientenliste frei.","invite.left.other":"{count} Pl\xE4tze sind auf Ihrer Patientenliste frei.","invite.upgrade":"Erweitern","invite.send.one":"{count} Person einladen","invite.send.other":"{count} Personen einladen","invite.invited.one":"{count} Person ist eingeladen.","invite.invited.other":"{count} Personen sind eingeladen.","invite.see":"Einladungen ansehen","invite.sendMail":"Allen eine E-Mail senden","invite.sendMailHint":"Sonst kopieren Sie die Links unter Einladungen und geben sie selbst weiter. Antworten kommen zu Ihnen.","invite.template":"E-Mail bearbeiten","invite.preview":"Vorschau der E-Mail","invite.subject":"Betreff","invite.body":"Text","invite.bodyHint":"@register_url wird zum pers\xF6nlichen Link und muss deshalb bleiben.","invite.linkMissing":"@register_url fehlt: Ohne den Link kann niemand annehmen. F\xFCgen Sie ihn unten wieder ein.","invite.placeholders":"Platzhalter einf\xFCgen","invite.restore":"Zur\xFCck zur Vorlage","invite.to":"An","existing.patient":"Patientin oder Patient","existing.hint":"Tippen Sie einen Namen, oder w\xE4hlen Sie jemanden aus Ihrer Liste, der nicht in dieser Gruppe ist.","existing.add.one":"{count} Person hinzuf\xFCgen","existing.add.other":"{count} Personen hinzuf\xFCgen","existing.added.one":"{count} Person ist jetzt Mitglied.","existing.added.other":"{count} Personen sind jetzt Mitglieder.","batch.name":"Gesendete E-Mails","batch.sent.one":"{count} von {total} E-Mail gesendet","batch.sent.other":"{count} von {total} E-Mails gesendet","batch.failed.one":"{count} konnte nicht zugestellt werden","batch.failed.other":"{count} konnten nicht zugestellt werden","sent.search":"Einladung suchen","sent.filter":"Anzeigen","sent.all":"Alle","sent.invite":"Einladen","sent.none":"Es wurde noch niemand eingeladen.","sent.by":"von {name}, {date}","sent.answered":"beantwortet {date}","sent.copy":"Link kopieren","sent.resend":"Erneut senden","sent.resent":"Die Einladung geht noch einmal an {name}.","sent.tooSoon":"Die letzte E-Mail ist noch zu neu. Erneut senden geht ab {time}.","sent.cancel":"Zur\xFCckziehen","sent.cancelYes":"Einladung zur\xFCckziehen","sent.cancelName":"Einladung von {name} zur\xFCckziehen","sent.cancelText":"Der versandte Link funktioniert dann nicht mehr. Sie k\xF6nnen erneut einladen.","sent.cancelled":"Die Einladung von {name} ist zur\xFCckgezogen.","delivery.QUEUED":"E-Mail wartet","delivery.SENT":"E-Mail gesendet","delivery.FAILED":"E-Mail gescheitert","delivery.none":"Ohne E-Mail","share.none":"Es gibt noch keinen Code. Erzeugen Sie einen: Wer seinen Link hat oder den QR-Code scannt, kann als Mitglied beitreten.","share.generate":"Code erzeugen","share.generated":"Ein neuer Code ist bereit.","share.another":"Neuen Code erzeugen","share.limits":"Mit Grenzen","share.replaces":"Er ersetzt den heutigen Code; dessen Links und QR-Codes funktionieren dann nicht mehr.","share.print":"Drucken","share.link":"Link","share.copied":"Der Link ist kopiert.","share.copyByHand":"Kopieren Sie diesen Link:","share.delete":"L\xF6schen","share.deleteTitle":"Code l\xF6schen","share.deleteText":"Alle Links und QR-Codes dieser Gruppe funktionieren dann nicht mehr. Pers\xF6nliche Einladungen bleiben.","share.deleted":"Der Code ist gel\xF6scht.","share.status":"Status","share.used":"Damit beigetreten","share.usedOf":"{count} von {most}","share.until":"G\xFCltig bis","share.forever":"Ohne Ende","share.days.one":"{count} Tag","share.days.other":"{count} Tage","share.maxUses":"H\xF6chstens Personen","share.noLimit":"Leer lassen f\xFCr keine Grenze.","share.notANumber":"Das ist keine ganze Zahl.","share.domain":"Nur Adressen bei","share.domainHint":"Zum Beispiel example.org; leer lassen f\xFCr alle.","share.qr":"QR-Code des Einladungslinks","code.ACTIVE":"G\xFCltig","code.EXPIRED":"Abgelaufen","code.USED_UP":"Aufgebraucht","code.DELETED":"Gel\xF6scht"};var Ve={"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","list.suggestions":"Suggestions","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit","invite.new":"Invite New","invite.existing":"Add Existing","invite.who":"Who","invite.whoHint":"An email address, a name or @username. Paste as many addresses as you like.","invite.role":"Role of whom you add","invite.add":"Add","invite.none":"Nobody is on the list yet.","invite.list":"Who will be invited","invite.more.one":"and {count} more","invite.more.other":"and {count} more","invite.nobody":"There is no address or username in this.","invite.isMember":"is a member","invite.isInvited":"is invited already","invite.left.one":"{count} place is left on your list of patients.","invite.left.other":"{count} places are left on your list of patients.","invite.upgrade":"Upgrade","invite.send.one":"Invite {count} person","invite.send.other":"Invite {count} people","invite.invited.one":"{count} person is invited.","invite.invited.other":"{count} people are invited.","invite.see":"See the invitations","invite.sendMail":"Send each an email","invite.sendMailHint":"Without it, copy their links from Invitations and pass them on yourself. Replies come to you.","invite.template":"Edit the email","invite.preview":"Preview the email","invite.subject":"Subject","invite.body":"Text","invite.bodyHint":"@register_url becomes the personal link of each, so it has to stay.","invite.linkMissing":"@register_url is missing: without it nobody can accept. Put it back below.","invite.placeholders":"Insert a placeholder","invite.restore":"Back to the template","invite.to":"To","existing.patient":"Patient","existing.hint":"Type a name, or choose one of your patients who are not in this group.","existing.add.one":"Add {count} patient","existing.add.other":"Add {count} patients","existing.added.one":"{count} patient is a member now.","existing.added.other":"{count} patients are members now.","batch.name":"Emails sent","batch.sent.one":"{count} of {total} email sent","batch.sent.other":"{count} of {total} emails sent","batch.failed.one":"{count} could not be delivered","batch.failed.other":"{count} could not be delivered","sent.search":"Find an invitation","sent.filter":"Show","sent.all":"All","sent.invite":"Invite people","sent.none":"Nobody has been invited yet.","sent.by":"by {name}, {date}","sent.answered":"answered {date}","sent.copy":"Copy link","sent.resend":"Resend","sent.resent":"The invitation goes to {name} again.","sent.tooSoon":"The last email is too recent. You can resend it from {time}.","sent.cancel":"Cancel","sent.cancelYes":"Cancel the invitation","sent.cancelName":"Cancel the invitation of {name}","sent.cancelText":"The link that they got will no longer work. You can invite them again.","sent.cancelled":"The invitation of {name} is cancelled.","delivery.QUEUED":"Email waits","delivery.SENT":"Email sent","delivery.FAILED":"Email failed","delivery.none":"No email","share.none":"There is no code yet. Generate one, and whoever has its link or scans its QR code can join as a member.","share.generate":"Generate code","share.generated":"A new code is ready to be shared.","share.another":"Generate a new code","share.limits":"With limits","share.replaces":"It takes the place of today's code, whose links and QR codes then no longer work.","share.print":"Print","share.link":"Link","share.copied":"The link is copied.","share.copyByHand":"Copy this link:","share.delete":"Delete","share.deleteTitle":"Delete the code","share.deleteText":"Every link and QR code made for this group so far stops working. Personal invitations stay.","share.deleted":"The code is deleted.","share.status":"Status","share.used":"Joined with it","share.usedOf":"{count} of {most}","share.until":"Good until","share.forever":"No end","share.days.one":"{count} day","share.days.other":"{count} days","share.maxUses":"Most people","share.noLimit":"Leave it empty for no limit.","share.notANumber":"This is not a whole number.","share.domain":"Only addresses at","share.domainHint":"Such as example.org; leave it empty to admit any.","share.qr":"QR code of the invite link","code.ACTIVE":"In force","code.EXPIRED":"Expired","code.USED_UP":"Used up","code.DELETED":"Deleted"};var Ni={en:Ve,de:Ri},mr=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;function Ie(s){let e=s;for(;e;){let t=e.closest("[lang]:not([lang=''])");if(t)return t.getAttribute("lang");let i=e.getRootNode();e=i instanceof ShadowRoot?i.host:null}return navigator.language}function Di(s){return mr.test(s)?"rtl":"ltr"}function Oi(s){let e=Ni[s]??Ni[s.split("-")[0]]??Ve,t=new Intl.PluralRules(s),i=new Intl.NumberFormat(s),r=o=>e[o]??Ve[o],n=(o,c={})=>{let{count:l}=c,h=typeof l=="number"?`${o}.${t.select(l)}`:o;return(r(h)??r(`${o}.other`)??r(o)??o).replace(/\{(\w+)\}/g,(f,g)=>{let I=c[g];return typeof I=="number"?i.format(I):I??""})};return Object.assign(n,{error:o=>r(`error.${o}`)??n("error.other")})}function Mi(s,e){return new Intl.DateTimeFormat(s,{dateStyle:"medium"}).format(new Date(e))}function Pi(s,e){return new Intl.DateTimeFormat(s,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}var Ke=s=>(...e)=>({_$litDirective$:s,values:e}),ue=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var Li=u`
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
`;function pe({isOpen:s,heading:e,close:t},i){return a`<dialog part="dialog" aria-label=${e} @close=${t} @click=${n=>{n.composedPath()[0]===n.currentTarget&&t()}} ${fr(s)}>
    ${s?a`<h2>${e}</h2>
            ${i}`:d}
  </dialog>`}var zt=class extends ue{render(e){return d}update({element:e},[t]){let i=e;return t!==i.open&&queueMicrotask(()=>t?i.isConnected&&i.showModal():i.close()),d}},fr=Ke(zt);var Bt=u`
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
`,gr=u`
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
`,br=u`
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
`,vr=u`
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
`,y=[Bt,gr,br,vr,Li];function j(s,e,t={}){let{kind:i="",busy:r=!1,disabled:n=!1,name:o,part:c="button",submit:l=!1}=t,h=r||n;return a`<button
    type=${l?"submit":"button"}
    class=${i}
    part=${c}
    aria-label=${o??d}
    aria-busy=${r?"true":d}
    aria-disabled=${h?"true":d}
    @click=${p=>{h?p.preventDefault():e()}}
  >
    <span>${s}</span>
  </button>`}var $r=5e3,jt=class extends B{static{this.styles=[Bt,u`
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
    `]}#e=[];#t=0;show(e,t,i){let r={id:this.#t++,text:e,kind:t,url:i};this.#e=[...this.#e.filter(n=>n.text!==e),r].slice(-3),t==="good"&&setTimeout(()=>this.#s(r),$r),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return a`<div role="status" aria-live="polite">${this.#i("good")}</div>
      <div role="alert">${this.#i("bad")}</div>`}#i(e){return this.#e.filter(t=>t.kind===e).map(t=>a`<p class=${e}>
            <span
              >${t.text} ${t.url?a`<a href=${t.url}>${new URL(t.url).host}</a>`:d}</span
            >
            <button aria-label="×" @click=${()=>this.#s(t)}>✕</button>
          </p>`)}#s(e){this.#e=this.#e.filter(t=>t!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",jt);function J(s,{kind:e="good",url:t}={}){let i=document.querySelector("usher-toasts");i||(i=document.createElement("usher-toasts"),i.popover="manual",document.body.append(i)),i.show(s,e,t)}var w=class extends B{constructor(){super(...arguments),this.#e=new Set,this.#i="",this.date=e=>Mi(Ie(this),e),this.time=e=>Pi(Ie(this),e),this.#n=()=>{this.#t=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=y}#e;#t;#i;get t(){let e=Ie(this);return(!this.#t||e!==this.#i)&&(this.#t=Oi(this.#i=e)),this.#t}connectedCallback(){super.connectedCallback(),this.#r(),addEventListener("usher-messages",this.#n)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#n)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#r();let t=Di(Ie(this));this.lang&&this.dir!==t&&(this.dir=t)}update(e){let t=this.shadowRoot?.activeElement;super.update(e),t&&!t.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,t){return this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return[T.base,"console",...e.map(encodeURIComponent)].join("/")}isBusy(e){return this.#e.has(e)}button(e,t,i,r={}){return j(t,i,{...r,busy:this.isBusy(e)})}async act(e,t,i,r={}){if(!this.#e.has(e)){this.#s(e,!0);try{let{data:n,errors:o}=await T.client.mutate(t,i),c=Object.values(Object(n))[0];if(!c)throw new A(o[0]?.extensions?.code??"INTERNAL",o[0]?.message??"");let l=c.userErrors??[];if(l.length&&!r.isPartial){this.emit("usher-refused",{action:e,errors:l}),r.mend?r.mend(l):J(l[0].message,{kind:"bad",url:l[0].url});return}this.emit("usher-done",{action:e,payload:c});let{done:h}=r;return h&&J(typeof h=="string"?h:h(c)),c}catch(n){this.fail(e,n);return}finally{this.#s(e,!1)}}}async ask(e,t){try{let{data:i,errors:r}=await T.client.query(e,t);if(i)return i;throw new A(r[0]?.extensions?.code??"INTERNAL",r[0]?.message??"")}catch(i){this.fail("read",i);return}}async during(e,t){if(!this.#e.has(e)){this.#s(e,!0);try{await t()}finally{this.#s(e,!1)}}}say(e){J(e)}refuse(e){J(e,{kind:"bad"})}fail(e,t){let{code:i}=t instanceof A?t:{code:"INTERNAL"};t instanceof A||console.error(t),this.emit("usher-failed",{action:e,code:i}),J(this.t.error(i),{kind:"bad"})}#s(e,t){t?this.#e.add(e):this.#e.delete(e),this.requestUpdate()}#r(){this.src&&T.set({src:this.src}),this.token&&T.set({token:this.token})}#n};function x(s,e){customElements.get(s)||customElements.define(s,e)}var zi={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},Bi={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};var me=class extends w{answers(e){let{id:t,viewerActions:i,group:r}=e;if(!i.includes("ACCEPT"))return d;let n=o=>`${o}: ${r.name}`;return a`<div class="bar" part="answers">
      ${this.button(`accept:${t}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:n(this.t("invitations.accept"))})}
      ${this.button(`decline:${t}`,this.t("invitations.decline"),()=>this.#t(e),{name:n(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:t}){let i=this.t("invitations.accepted",{group:t.name}),r=await this.act(`accept:${e}`,zi,{id:e},{done:i});r&&this.emit("usher-accepted",{invitationId:e,groupId:r.member?.group.id})}async#t({id:e,group:t}){let i=this.t("invitations.declined",{group:t.name});await this.act(`decline:${e}`,Bi,{id:e},{done:i})&&this.emit("usher-declined",{invitationId:e})}};var ji={id:"sha256:53d058952fd531ff7b7e3212e9a49bad1cdc42824b37428a1daf332c575a5b4b",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id message url createdAt readAt}}}}"},Ye={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var Qe=u`
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
`;function Je({t:s,time:e},t,i){return a`<a
    class="notification ${t.readAt?"":"unread"}"
    part="notification"
    href=${t.url}
    @click=${()=>{t.readAt?d:i()}}
  >
    <i></i>
    <b dir="auto">${t.message} ${t.readAt?d:a`<span class="away">(${s("bell.unread")})</span>`}</b>
    <time datetime=${t.createdAt}>${e(t.createdAt)}</time>
  </a>`}function qi(s,e=3){return a`<div class="skeleton" role="status" aria-label=${s}>
    ${Array.from({length:e},()=>a`<i></i>`)}
  </div>`}function q(s,e=d){return a`<div class="card stack" part="empty">
    <p class="soft">${s}</p>
    ${e}
  </div>`}function qt({t:s},e,t){let i=e?.code??"NETWORK",r=e?.isSignedOut&&T.hasCookie;return a`<div class="card stack" part="failure" role="alert">
    <p>${s.error(i)}</p>
    <div class="bar">
      ${r?a`<a class="button first" href="${T.base}/login?to=${location.pathname}"
              >${s("action.signIn")}</a
            >`:j(s("action.tryAgain"),t)}
    </div>
  </div>`}function Ze({t:s},{message:e,url:t}){return a`${e} ${t?a`<a href=${t}>${s("invite.upgrade")}</a>`:d}`}var yr=3e3,k=class{#e;#t;#i;#s=!1;#r;#n=!1;#o;#a;#d;constructor(e,t,i){this.#o=e,this.#a=t,this.#d=i,e.addController(this)}get data(){return this.#i?.data}get isTurning(){return this.#s}hostConnected(){T.addEventListener("change",this.#h),this.#o.requestUpdate()}hostDisconnected(){T.removeEventListener("change",this.#h),this.#l()}hostUpdate(){if(!this.#o.isConnected)return;let e=this.#a();if(!e)return this.#l();let t=JSON.stringify([e.document,e.streams]),i=JSON.stringify(e.variables);this.#t?.key!==t?this.#u(e):this.#t.variables!==i&&(this.#s=!0,this.#e?.show(e.variables)),this.#t={key:t,variables:i}}refresh(){this.#e?.refresh()}render(e){let{t}=this.#o,{data:i,error:r,errors:n,status:o}=this.#i??{errors:[]};if(i!==void 0&&this.#d(i)!=null){let c=o==="ended";return a`${c||this.#n?a`<p class="note warn" role="status">${t(c?"state.ended":"state.cut")}</p>`:d}${e(i)}`}if(i!==void 0){let c=n[0]?.extensions?.code??"NOT_FOUND";return qt(this.#o,new A(c,n[0]?.message??""),()=>this.#h())}return o==="ended"||r&&this.#n?qt(this.#o,r,()=>this.#h()):qi(t("state.loading"))}#h=()=>{this.#l(),this.#o.requestUpdate()};#u(e){this.#l();let t=T.client.live(e.document,e);this.#e=t,this.#i=t.current,t.subscribe(i=>{i.data!==this.#i?.data&&(this.#s=!1),this.#i=i,this.#c(i),i.error?.isSignedOut&&this.#o.emit("usher-signed-out",{}),this.#o.requestUpdate()})}#c({status:e,error:t}){e==="connecting"&&t!==void 0?this.#r??=setTimeout(()=>{this.#n=!0,this.#o.requestUpdate()},yr):(clearTimeout(this.#r),this.#r=void 0,this.#n=!1)}#l(){this.#e?.stop(),this.#e=this.#i=this.#t=void 0,clearTimeout(this.#r),this.#r=void 0,this.#n=this.#s=!1}};function Gt(s){return a`<svg
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
  </svg>`}var Gi=Gt(Fe`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),fe=Gt(Fe`<path d="M12 5v14M5 12h14" />`),Hi=Gt(Fe`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`);var Wi=99,et=8,tt=class extends me{static{this.styles=[y,Qe,u`
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
    `]}#e=0;#t=new k(this,()=>({document:ji,variables:{},streams:[W()]}),({viewer:e})=>e?.badge);render(){let e=this.#t.data?.viewer?.badge?.total??0;return a`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${Gi}
        ${e?a`<span class="count" part="count">${e>Wi?`${Wi}+`:e}</span>`:d}
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
        ${i.map(r=>a`<li>${Je(this,r,()=>this.#s({ids:[r.id]}))}</li>`)}
      </ul>
      ${t.length||i.length?d:a`<p class="none">${this.t("bell.empty")}</p>`}
      <footer><a href=${this.page("notifications")} @click=${this.#r}>${this.t("bell.all")}</a></footer>`}async#s(e){this.#r(),await this.act("read",Ye,{input:e})}#r=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#n(e){if(e.newState!=="open")return;let t=e.target,i=this.getBoundingClientRect(),r=Math.min(26*parseFloat(getComputedStyle(document.documentElement).fontSize),innerWidth-2*et),o=getComputedStyle(this).direction==="ltr"?i.right-r:i.left;t.style.top=`${i.bottom+et}px`,t.style.left=`${Math.max(et,Math.min(o,innerWidth-r-et))}px`}};x("usher-bell",tt);var Fi={id:"sha256:168e24763b0614fd9ec380c33549e5b09745d6058d5f6e76d214f340aeaf7b09",text:"query UsherGroups($first:Int!$after:String$search:String){viewer{id liveCursor memberships(search:$search first:$first after:$after){nodes{id role hasFullAccess group{id name memberCount}}pageInfo{hasNextPage endCursor}}}}"},Vi={id:"sha256:077148d1435becabf01803addf8f574e25342998e8846fc501d1f8bea61ed843",text:"mutation UsherJoin($code:String!){joinWithCode(input:{code:$code}){viewer{id}member{id role group{id name}}userErrors{code message path url}}}"};function G({id:s,label:e,hint:t,problem:i,control:r}){let n=[t&&`${s}-hint`,i&&`${s}-mend`].filter(Boolean).join(" ");return a`<div class="field" part="field">
    <label for=${s}>${e}</label>
    ${t?a`<p class="hint" id="${s}-hint">${t}</p>`:d}
    ${r(wr(n,!!i))}
    ${i?a`<p class="mend" id="${s}-mend" role="alert">${i}</p>`:d}
  </div>`}var Ht=class extends ue{render(e,t){return d}update({element:e},[t,i]){return t?e.setAttribute("aria-describedby",t):e.removeAttribute("aria-describedby"),e.setAttribute("aria-invalid",String(i)),d}},wr=Ke(Ht);var P=class{#e=[];#t;#i;constructor(e,t=25){this.#t=e,this.#i=t,e.addController(this)}hostConnected(){}get variables(){return{first:this.#i,after:this.#e.at(-1)??null}}reset(){this.#s([])}render(e,t){let{t:i}=this.#t,{hasNextPage:r,endCursor:n}=e,o=this.#e.length;return!o&&!r?d:a`<nav class="bar" part="pages" aria-label=${i("list.pages")}>
      ${j(i("list.previous"),()=>this.#s(this.#e.slice(0,-1)),{disabled:!o})}
      <span class="soft" role="status">${i("list.page",{number:o+1})}</span>
      ${j(i("list.next"),()=>n&&this.#s([...this.#e,n]),{disabled:!r,busy:t})}
    </nav>`}#s(e){this.#e=e,this.#t.requestUpdate()}};var xr=200;function ge(s,e,t){let i;return a`<input
    type="search"
    part="search"
    aria-label=${s}
    placeholder=${s}
    .value=${e}
    maxlength="120"
    @input=${n=>{clearTimeout(i);let{value:o}=n.target;i=setTimeout(()=>t(o.trim()),xr)}}
  />`}var it=class extends w{static{this.properties={_search:{state:!0},_isJoining:{state:!0},_problem:{state:!0}}}static{this.styles=[y,u`
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
    `]}#e=new P(this);#t=new k(this,()=>({document:Fi,variables:{...this.#e.variables,search:this._search||null},streams:[W()]}),({viewer:e})=>e?.memberships);constructor(){super(),this._search=this._problem="",this._isJoining=!1}render(){return a`<div class="stack">
      <div class="bar">
        <div class="grow">${ge(this.t("groups.search"),this._search,e=>this.#r(e))}</div>
        ${this.button("join",this.t("groups.join"),()=>this._isJoining=!0)}
        <a class="button first" href=${this.page("new")}>${fe}${this.t("groups.create")}</a>
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
      ${this.#e.render(i,this.#t.isTurning)}`:q(this.t(this._search?"list.nothingFound":"groups.none"))}#s(){let e=()=>{this._isJoining=!1};return pe({isOpen:this._isJoining,heading:this.t("groups.join"),close:e},a`<form class="stack" @submit=${this.#n} novalidate>
        ${G({id:"code",label:this.t("groups.code"),hint:this.t("groups.codeHint"),problem:this._problem,control:t=>a`<input id="code" name="code" autocomplete="off" maxlength="400" ${t} />`})}
        <div class="bar">
          ${this.button("join",this.t("groups.join"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),e,{kind:"plain"})}
        </div>
      </form>`)}#r(e){this._search=e,this.#e.reset()}async#n(e){e.preventDefault();let t=e.target,i=String(new FormData(t).get("code")??"").trim();if(this._problem=i?"":this.t("field.missing"),!i)return;let r=([c])=>{this._problem=c.message},n=({member:c})=>this.t("invitations.accepted",{group:c?.group.name??""}),o=await this.act("join",Vi,{code:i},{mend:r,done:n});o&&(this._isJoining=!1,t.reset(),this.emit("usher-joined",{groupId:o.member?.group.id}))}};x("usher-groups",it);var Ki={id:"sha256:ca31f93d206a8d1cabb03bc2eebd370499f205a1ec09135c94fecd37d7106233",text:"query UsherBatch($id:ID!){node(id:$id){...on InvitationBatch{id total sent failed remaining finishedAt}}}"},Yi={id:"sha256:931f2538b1a68bbf545fc0c1db1e023f765cec36f326c91a96f08c80268ec1bc",text:"subscription UsherBatchProgress($id:ID!){invitationBatch(id:$id){id total sent failed remaining finishedAt}}"};var st=class extends w{static{this.properties={batch:{}}}static{this.styles=[y,u`
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
    `]}#e=new k(this,()=>this.batch?{document:Ki,variables:{id:this.batch},streams:[{document:Yi,variables:{id:this.batch}}]}:void 0,({node:e})=>e);render(){return this.#e.render(({node:e})=>{if(!e||!("total"in e))return d;let{total:t,sent:i,failed:r,remaining:n}=e,o=[this.t("batch.sent",{count:i,total:t}),r?this.t("batch.failed",{count:r}):""].filter(Boolean);return a`<p class="small" role="status">${o.join(" \xB7 ")}</p>
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
        </div>`})}};x("usher-batch",st);var Qi={id:"sha256:4c71f4b66d12f6e02190a843cbd939f9725e4d3b895f2c220b97e64da0281825",text:"query UsherPatientsToAdd($group:ID!$search:String){viewer{id caseload{id patients(search:$search notInGroupId:$group first:8){nodes{id account{id name username}}}}}}"},Ji={id:"sha256:5b10f2b809f34139c274b1f07fb5036407be5f9d04f1f001d7745d728977aa9f",text:"mutation UsherAddExisting($input:AddExistingMembersInput!){addExistingMembers(input:$input){group{id viewerActionsVersion}members{id account{id name}}userErrors{code message path url}}}"};var Er=150,rt=u`
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
`,be=class{#e;#t;#i;#s;#r;#n;#o;constructor(e,t){this.text="",this.#e=[],this.#t=-1,this.#i=!1,this.#r=0,this.#d=i=>{if(this.text=i.target.value,this.#n.requestUpdate(),clearTimeout(this.#s),!this.text.trim()&&!this.#o.isEager)return this.#u([]);this.#s=setTimeout(this.#h,Er)},this.#h=async()=>{let i=++this.#r,r=await this.#o.find(this.text.trim());i===this.#r&&this.#u(r)},this.#p=i=>{let{key:r}=i,n=this.#e.length;if(r==="Escape"&&this.#i)this.#c();else if((r==="ArrowDown"||r==="ArrowUp")&&n){this.#i=!0;let o=r==="ArrowDown"?1:-1;this.#t=(this.#t+o+n+(this.#t<0&&o<0?1:0))%n,this.#n.requestUpdate()}else if(r==="Enter"){let o=this.#i?this.#e[this.#t]:void 0;o?this.#l(o):this.#o.enter?.(this.text)}else return;i.preventDefault(),i.stopPropagation()},this.#f=i=>{let r=i.clipboardData?.getData("text")??"";!/[\n\r]/.test(r.trim())||!this.#o.enter||(i.preventDefault(),this.#o.enter(`${this.text} ${r}`))},this.#n=e,this.#o=t,e.addController(this)}hostDisconnected(){clearTimeout(this.#s)}clear(){this.#r++,clearTimeout(this.#s),this.text="",this.#u([])}render(e,{hint:t,problem:i}={}){let{id:r}=this.#o,n=`${r}-choices`,o=this.#i&&this.#e.length>0;return G({id:r,label:e,hint:t,problem:i,control:l=>a`<div class="combobox">
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
          @paste=${this.#f}
          ${l}
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
    </li>`}#d;#h;#u(e){this.#e=e,this.#t=-1,this.#i=e.length>0,this.#n.requestUpdate()}#c(){this.#i=!1,this.#n.requestUpdate()}#l(e){e.isOff||(this.clear(),this.#o.choose(e))}#p;#f};function nt(s){let e=s.split(/\s+/).map(i=>[...i].find(r=>/[\p{L}\p{N}]/u.test(r))??"").filter(Boolean),t=e.length>1?`${e[0]}${e.at(-1)}`:e[0]??"\xB7";return a`<span class="face" aria-hidden="true">${t.toUpperCase()}</span>`}var Wt=class extends w{static{this.properties={group:{},roles:{attribute:!1},caseload:{attribute:!1},_chosen:{state:!0},_role:{state:!0}}}static{this.styles=[y,rt]}#e=new be(this,{id:"patient",find:e=>this.#i(e),choose:e=>this._chosen=[...this._chosen,e],isEager:!0});constructor(){super(),this._chosen=[],this._role="MEMBER"}render(){let{remaining:e,upgradeUrl:t}=this.caseload;return a`<div class="card stack">
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
      ${nt(t)}
      <div class="who">
        <strong dir="auto">${t}</strong> <span class="soft small">${i}</span>
        ${r?a`<p class="note bad small">${Ze(this,r)}</p>`:d}
      </div>
      ${this.button("",this.t("members.remove"),()=>this.#s(e),{kind:"plain danger",name:this.t("members.removeName",{name:t})})}
    </li>`}async#i(e){let t=await this.ask(Qi,{group:this.group,search:e||null}),i=new Set(this._chosen.map(({id:r})=>r));return(t?.viewer?.caseload?.patients.nodes??[]).filter(({account:r})=>!i.has(r.id)).map(({account:r})=>({id:r.id,label:r.name,detail:`@${r.username}`}))}#s(e){this._chosen=this._chosen.filter(t=>t.id!==e)}#r(e){this._role=e.target.value}async#n(){let e={groupId:this.group,accountIds:this._chosen.map(({id:n})=>n),role:this._role},t=await this.act("add",Ji,{input:e},{isPartial:!0});if(!t)return;let i=new Map(t.userErrors.map(n=>[Number(n.path[1]??-1),n]));this._chosen=this._chosen.map((n,o)=>({...n,problem:i.get(o)??i.get(-1)})).filter(({problem:n})=>n);let{members:r}=t;r.length&&this.say(this.t("existing.added",{count:r.length})),this.emit("usher-added",{groupId:this.group,memberIds:r.map(({id:n})=>n)})}};x("usher-invite-existing",Wt);var Zi={id:"sha256:c8dafb971b73b59b63ed587ddc874f81600d7440c55caddf9c4ff0f7e9b068a4",text:"query UsherInvite($id:ID!){group(id:$id){id liveCursor viewerActions viewerActionsVersion caseloadRemaining viewerMembership{id role}invitationTemplate{subject body}}viewer{id isStaff caseload{id limit remaining upgradeUrl}}}"},Xi={id:"sha256:de62ed1e4cd1794b1b72b83bfadc394a87bf1d76b6a40686028bddc4baeeb840",text:"query UsherCandidates($id:ID!$search:String!){group(id:$id){id inviteCandidates(search:$search first:7){isMember account{id name username}pendingInvitation{id}}}}"},es={id:"sha256:d2d01e46a0bab2283ed1c56b888211c92044237737345a117b1ee514a0f29b44",text:"query UsherCheck($input:InviteMembersInput!){checkRecipients(input:$input){readyCount results{input email username name role error{code message url}}userErrors{code message path url}}}"},ts={id:"sha256:c0a67290a71da63eb3f73dc323f5934585f541659772702c29cb7121895ee8ec",text:"query UsherPreview($id:ID!$email:String$subject:String$body:String){group(id:$id){id invitationPreview(email:$email subject:$subject body:$body){to subject text problems{code message path}}}}"},is={id:"sha256:c21869d70f2e69a7904b612b254979f45bb048aafc2b92871e61a5bf21fe02c9",text:"mutation UsherInviteMembers($input:InviteMembersInput!){inviteMembers(input:$input){group{id viewerActionsVersion caseloadRemaining}invitedCount batch{id total sent failed remaining finishedAt}results{recipient error{code message url}}userErrors{code message path url}}}"};var Ar=["@register_url","@group_name","@inviter_name","@recipient_name","@site_name"],Ft="@register_url",kr=300,Vt=class extends w{static{this.properties={group:{},template:{attribute:!1},email:{attribute:!1},_subject:{state:!0},_body:{state:!0},_sendMail:{state:!0},_preview:{state:!0}}}static{this.styles=[y,u`
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
      />`;return G({id:"subject",label:this.t("invite.subject"),problem:this.#r("subject"),control:e})}#s(e){let t=r=>a`<textarea
        id="body"
        rows="9"
        maxlength="10000"
        .value=${e}
        @input=${n=>this.#o("_body",n)}
        ${r}
      ></textarea>`,i=e.includes(Ft)?this.#r("body"):this.t("invite.linkMissing");return a`${G({id:"body",label:this.t("invite.body"),hint:this.t("invite.bodyHint"),problem:i,control:t})}
      <div class="holders" role="group" aria-label=${this.t("invite.placeholders")}>
        ${Ar.map(r=>this.button("",r,()=>this.#a(r)))}
        ${this._body===void 0&&this._subject===void 0?d:this.button("",this.t("invite.restore"),()=>this.#d())}
      </div>`}#r(e){return this._preview?.problems.find(({path:t})=>t.includes(e))?.message}#n({to:e,subject:t,text:i}){return a`<div class="mail">
      <dl>
        <dt>${this.t("invite.to")}</dt>
        <dd>${e}</dd>
        <dt>${this.t("invite.subject")}</dt>
        <dd dir="auto"><strong>${t}</strong></dd>
      </dl>
      <pre dir="auto" tabindex="0">${i}</pre>
    </div>`}#o(e,t){this[e]=t.target.value,this.#c()}#a(e){let t=this.renderRoot.querySelector("#body");t.setRangeText(e,t.selectionStart,t.selectionEnd,"end"),this._body=t.value,t.focus(),this.#c()}#d(){this._body=this._subject=void 0,this.#c()}#h(e){this._sendMail=e.target.checked,this.#c()}#u(e){this.#t=e.target.open,this.#t&&!this._preview&&this.#l(0)}#c(){this.#l();let{_subject:e,_body:t,_sendMail:i}=this,r=!i||(t??Ft).includes(Ft);this.dispatchEvent(new CustomEvent("mail",{detail:{subject:e,body:t,sendMail:i,isUsable:r}}))}#l(e=kr){clearTimeout(this.#e),!(!this.#t&&this._body===void 0&&this._subject===void 0)&&(this.#e=setTimeout(async()=>{let{group:t,email:i=null,_subject:r=null,_body:n=null}=this,o=await this.ask(ts,{id:t,email:i,subject:r,body:n});this._preview=o?.group?.invitationPreview??void 0},e))}};x("usher-invite-mail",Vt);var ss=0;function rs(s){let{input:e,email:t,username:i,name:r,role:n,error:o}=s,c=t??(i?`@${i}`:e);return{key:++ss,text:c,name:r,email:t,username:i,accountId:null,role:n,problem:o}}function ns(s,e){let{id:t,name:i,username:r}=s;return{key:++ss,text:`@${r}`,name:i,email:null,username:r,accountId:t,role:e,problem:null}}function os({accountId:s,username:e,email:t,name:i,text:r,role:n}){return s?{account:{accountId:s,role:n}}:e?{username:{username:e,role:n}}:{email:{email:t??r,...i&&{name:i},role:n}}}function as(s,e){return s.accountId&&s.accountId===e.accountId?!0:s.text.toLowerCase()===e.text.toLowerCase()}var ds=100,Kt=class extends w{static{this.properties={group:{},roles:{attribute:!1},template:{attribute:!1},left:{attribute:!1},upgradeUrl:{attribute:!1},_recipients:{state:!0},_role:{state:!0},_mail:{state:!0},_result:{state:!0}}}static{this.styles=[y,rt,u`
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
    `]}#e=new be(this,{id:"who",find:e=>this.#o(e),choose:({account:e})=>this.#a([ns(e,this._role)]),enter:e=>{this.#d(e)}});constructor(){super(),this._recipients=[],this._role="MEMBER"}render(){return a`<div class="stack">
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
    </p>`}#r(){let e=this._recipients.length-ds;return a`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
        ${this._recipients.slice(0,ds).map(t=>this.#n(t))}
      </ul>
      ${e>0?a`<p class="soft">${this.t("invite.more",{count:e})}</p>`:d}`}#n(e){let{key:t,name:i,text:r,role:n,problem:o}=e;return a`<li>
      <div class="who">
        <strong dir="auto">${i??r}</strong>
        ${i?a`<span class="soft small">${r}</span>`:d}
        ${o?a`<p class="mend">${Ze(this,o)}</p>`:d}
      </div>
      <select
        class="inline"
        aria-label=${this.t("members.roleOf",{name:i??r})}
        @change=${c=>this.#h(t,c.target.value)}
      >
        ${this.roles.map(c=>a`<option value=${c} .selected=${c===n}>${this.t(`role.${c}`)}</option>`)}
      </select>
      ${this.button("",this.t("members.remove"),()=>this.#u(t),{kind:"plain danger",name:this.t("members.removeName",{name:i??r})})}
    </li>`}async#o(e){return e.length<2||/[,;\s]@|@.*[,;\s]/.test(e)?[]:((await this.ask(Xi,{id:this.group,search:e}))?.group?.inviteCandidates??[]).map(({account:i,isMember:r,pendingInvitation:n})=>{let o=r?"invite.isMember":n?"invite.isInvited":void 0,c=`@${i.username}${o?` \xB7 ${this.t(o)}`:""}`;return{id:i.id,label:i.name,detail:c,isOff:o!==void 0,account:i}})}#a(e){let t=e.filter(i=>!this._recipients.some(r=>as(i,r)));this._recipients=[...this._recipients,...t],this._result=void 0}async#d(e){e.trim()&&await this.during("add",async()=>{let i=(await this.ask(es,{input:{groupId:this.group,addresses:e,role:this._role}}))?.checkRecipients;i&&(this.#a(i.results.map(rs)),i.results.length?this.#e.clear():this.refuse(i.userErrors[0]?.message??this.t("invite.nobody")))})}#h(e,t){this._recipients=this._recipients.map(i=>i.key===e?{...i,role:t,problem:null}:i)}#u(e){this._recipients=this._recipients.filter(t=>t.key!==e)}#c(e){this._role=e.target.value}async#l(){this.#e.text.trim()&&await this.#d(this.#e.text);let e=this.#t,{subject:t,body:i,sendMail:r}=this._mail??{subject:void 0,body:void 0,sendMail:!0},n={groupId:this.group,recipients:e.map(os),subject:t,body:i,sendMail:r},o=await this.act("invite",is,{input:n});if(!o)return;let c=new Map(e.map((l,h)=>[l.key,o.results[h]?.error??null]));this._recipients=this._recipients.filter(({key:l,problem:h})=>h||c.get(l)).map(l=>({...l,problem:c.get(l.key)??l.problem})),this._result={invited:o.invitedCount,batch:o.batch?.id},await this.updateComplete,this.renderRoot.querySelector(".told")?.focus(),this.emit("usher-invited",{groupId:this.group,count:o.invitedCount})}};x("usher-invite-new",Kt);var _r=["new","existing"],ot=class extends w{static{this.properties={group:{},_mode:{state:!0}}}static{this.styles=[y,u`
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
    `]}#e=new k(this,()=>this.group?{document:Zi,variables:{id:this.group},streams:[z(this.group)]}:void 0,({group:e})=>e?.invitationTemplate);constructor(){super(),this._mode="new"}render(){return this.#e.render(e=>this.#t(e))}#t({group:e,viewer:t}){let r=e.viewerMembership?.role==="ADMINISTRATOR"||t?.isStaff?["MEMBER","FACILITATOR","ADMINISTRATOR"]:["MEMBER","FACILITATOR"],n=t?.caseload;return a`<div class="stack">
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
        ${_r.map(e=>a`<button
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
    </div>`}#s(e){e.key!=="ArrowLeft"&&e.key!=="ArrowRight"||(this._mode=this._mode==="new"?"existing":"new",this.updateComplete.then(()=>this.renderRoot.querySelector(`#mode-${this._mode}`)?.focus()))}};x("usher-invite",ot);var cs={id:"sha256:0a2affde60f7dda86fbb188745ddacda72b25348ab95e9c5c3e9a836bc49108d",text:"query UsherInvitations($first:Int!$after:String$status:[InvitationStatus!]!){viewer{id liveCursor invitations(status:$status first:$first after:$after){nodes{id status role expiresAt respondedAt viewerActions group{id groupId name description memberCount}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"};var Sr=["ACCEPTED","DECLINED","CANCELLED","EXPIRED"],at=class extends me{static{this.properties={closed:{type:Boolean},quiet:{type:Boolean}}}static{this.styles=[y,u`
      .rows > li {
        padding-block: 1.1rem;
      }
      .text {
        max-block-size: 6em;
        overflow: hidden;
        white-space: pre-line;
        margin-block-start: 0.35rem;
      }
    `]}#e=new P(this);#t=new k(this,()=>({document:cs,variables:{...this.#e.variables,status:this.closed?Sr:["PENDING"]},streams:[W()]}),({viewer:e})=>e?.invitations);render(){return this.quiet&&!this.#t.data?d:this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:i}=e.invitations,r=t.filter(({status:n})=>n==="PENDING"!=!!this.closed);return r.length?a`<div class="stack">
        ${this.quiet?a`<h2>${this.t("invitations.title")}</h2>`:d}
        <ul class="rows" part="list" aria-busy=${this.#t.isTurning} tabindex="-1" data-home>
          ${r.map(n=>this.#i(n))}
        </ul>
        ${this.#e.render(i,this.#t.isTurning)}
      </div>`:this.quiet?d:q(this.t(this.closed?"invitations.noneClosed":"invitations.none"))})}#i(e){let{group:t,invitedBy:i,role:r,status:n,expiresAt:o,respondedAt:c}=e,l=[i&&this.t("invitations.from",{name:i.name}),t.memberCount!==null&&this.t("members",{count:t.memberCount}),r!=="MEMBER"&&this.t("invitations.as",{role:this.t(`role.${r}`)}),n==="PENDING"?this.t("invitations.until",{date:this.date(o)}):c&&this.date(c)].filter(Boolean);return a`<li part="invitation">
      <div class="who">
        <strong dir="auto">${t.name}</strong>
        <p class="soft small">${l.join(" \xB7 ")}</p>
        ${t.description&&!this.closed?a`<p class="text small" dir="auto">${t.description}</p>`:d}
      </div>
      ${n==="PENDING"?this.answers(e):a`<span class="tag">${this.t(`status.${n}`)}</span>`}
    </li>`}};x("usher-invitations",at);var ls={id:"sha256:beff00d7650284a759bdd4c3e2b4b6bf43f34de0d437422dc1f3cc2f3cb58491",text:"query UsherMembers($id:ID!$first:Int!$after:String$search:String$role:[Role!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id}members(first:$first after:$after search:$search role:$role){totalCount nodes{id role joinedAt hasFullAccess viewerActions account{id name username email}seat{id number}}pageInfo{hasNextPage endCursor}}}}"},hs={id:"sha256:adf1b173b0737a6c702bae92214350db0dfd113515c644467bfef7704ac57745",text:"mutation UsherSetRole($input:SetMemberRoleInput!){setMemberRole(input:$input){group{id viewerActions viewerActionsVersion}member{id role viewerActions}userErrors{code message path url}}}"},us={id:"sha256:87c267bdd5269a5dde6dcdac8e6c0a8e4dc5722aefdda5eab372e26b1214eedd",text:"mutation UsherRemove($input:RemoveMemberInput!){removeMember(input:$input){group{id viewerActionsVersion}removedId userErrors{code message path url}}}"},ps={id:"sha256:ed13f9437c5d9eb3bcc590a3b94e38b583795bb86656ac8517358dcaaf5b6d94",text:"mutation UsherLeave($input:LeaveGroupInput!){leaveGroup(input:$input){groupId viewer{id}userErrors{code message path url}}}"};function ve({t:s},e,t){let i=()=>{t(),e?.act()};return pe({isOpen:e!==void 0,heading:e?.heading??"",close:t},a`<div class="stack">
      <p>${e?.text}</p>
      <div class="bar">
        ${j(e?.yes,i,{kind:"danger"})} ${j(s("action.cancel"),t,{kind:"plain"})}
      </div>
    </div>`)}var ms=["ADMINISTRATOR","FACILITATOR","MEMBER"],dt=class extends w{static{this.properties={group:{},_search:{state:!0},_role:{state:!0},_asked:{state:!0}}}static{this.styles=[y,u`
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
    `]}#e=new P(this);#t=new k(this,()=>this.group?{document:ls,variables:{id:this.group,...this.#e.variables,search:this._search||null,role:this._role?[this._role]:null},streams:[z(this.group)]}:void 0,({group:e})=>e?.members);constructor(){super(),this._search=this._role=""}render(){return this.#t.render(({group:e})=>this.#i(e))}#i(e){let{nodes:t,pageInfo:i,totalCount:r}=e.members,{isTurning:n}=this.#t;return a`<div class="stack">
      <div class="bar">
        <div class="grow">${ge(this.t("members.search"),this._search,o=>this.#u(o))}</div>
        <select class="inline" aria-label=${this.t("members.filter")} @change=${this.#c}>
          <option value="">${this.t("members.all")}</option>
          ${ms.map(o=>a`<option value=${o}>${this.t(`roles.${o}`)}</option>`)}
        </select>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")} @click=${this.#l}>
                ${fe}${this.t("members.add")}
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
      ${ve(this,this._asked,()=>this._asked=void 0)}
    </div>`}#s(e,t){let{id:i,account:r,seat:n,hasFullAccess:o,viewerActions:c,joinedAt:l}=e,h=t.viewerMembership?.id===i,p=[r.email??`@${r.username}`,this.t("members.since",{date:this.date(l)})];return a`<li part="member">
      ${nt(r.name)}
      <div class="who">
        <strong dir="auto">${r.name}</strong>
        ${h?a`<span class="soft">${this.t("members.you")}</span>`:d}
        ${n?a`<span class="tag good">${this.t("seat.number",{number:n.number})}</span>`:d}
        ${o===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:d}
        <p class="soft small">${p.join(" \xB7 ")}</p>
      </div>
      <div class="doing">
        ${this.#r(e)}
        ${c.includes("REMOVE")&&!h?this.button(`remove:${i}`,this.t("members.remove"),()=>this.#o(e),{kind:"plain danger",name:this.t("members.removeName",{name:r.name})}):d}
      </div>
    </li>`}#r({id:e,role:t,account:i,viewerActions:r}){let n=ms.filter(c=>c===t||r.includes(`MAKE_${c}`));if(n.length<2)return a`<span class="tag">${this.t(`role.${t}`)}</span>`;let o=this.t("members.roleOf",{name:i.name});return a`<select
      class="inline"
      aria-label=${o}
      aria-busy=${this.isBusy(`role:${e}`)}
      @change=${c=>this.#n(e,c.target,t)}
    >
      ${n.map(c=>a`<option value=${c} .selected=${c===t}>${this.t(`role.${c}`)}</option>`)}
    </select>`}async#n(e,t,i){let r=t.value,n=this.t("members.roleSet",{role:this.t(`role.${r}`)});await this.act(`role:${e}`,hs,{input:{memberId:e,role:r}},{done:n})?this.emit("usher-role",{memberId:e,role:r}):t.value=i}#o({id:e,account:t,seat:i}){this._asked={heading:this.t("members.removeName",{name:t.name}),text:this.t(i?"members.removeSeat":"members.removeText",{name:t.name}),yes:this.t("members.remove"),act:()=>this.#a(e,t.name)}}async#a(e,t){let i=this.t("members.removed",{name:t});await this.act(`remove:${e}`,us,{input:{memberId:e}},{done:i})&&this.emit("usher-removed",{memberId:e})}#d(e){this._asked={heading:this.t("members.leave"),text:this.t("members.leaveText"),yes:this.t("members.leave"),act:()=>this.#h(e.id)}}async#h(e){await this.act("leave",ps,{input:{groupId:e}},{done:this.t("members.left")})&&this.emit("usher-left",{groupId:e})}#u(e){this._search=e,this.#e.reset()}#c(e){this._role=e.target.value,this.#e.reset()}#l(e){this.emit("usher-invite-wanted",{groupId:this.group})||e.preventDefault()}};x("usher-members",dt);var fs={id:"sha256:4ec0fa944fa6d08986a7bdde32f1de4fa5bfc32fd173669c6adc365a5aefce59",text:"query UsherNotifications($first:Int!$after:String$unreadOnly:Boolean!){viewer{id liveCursor badge{id unreadNotifications}notifications(first:$first after:$after unreadOnly:$unreadOnly){nodes{id message url createdAt readAt}pageInfo{hasNextPage endCursor}}}}"};var ct=class extends w{static{this.styles=[y,Qe,u`
      .rows > li {
        display: block;
        padding: 0;
      }
    `]}#e=new P(this);#t=new k(this,()=>({document:fs,variables:{...this.#e.variables,unreadOnly:!1},streams:[W()]}),({viewer:e})=>e?.notifications);render(){return this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:i}=e.notifications,{isTurning:r}=this.#t;return t.length?a`<div class="stack">
        ${e?.badge?.unreadNotifications?a`<div class="bar">
                ${this.button("all",this.t("bell.readAll"),()=>this.#i({all:!0}))}
              </div>`:d}
        <ul class="rows" part="list" aria-busy=${r} tabindex="-1" data-home>
          ${t.map(n=>a`<li>${Je(this,n,()=>this.#i({ids:[n.id]}))}</li>`)}
        </ul>
        ${this.#e.render(i,r)}
      </div>`:q(this.t("bell.empty"))})}async#i(e){await this.act("all"in e?"all":"one",Ye,{input:e})}};x("usher-notifications",ct);var gs={id:"sha256:d456f187a498ba28c4484fd16822839cf918cb42668b16e0f5ae14eb7ee92eee",text:"query UsherSentInvitations($id:ID!$first:Int!$after:String$search:String$status:[InvitationStatus!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id role}invitationCounts{id pending accepted declined cancelled expired total}invitations(first:$first after:$after search:$search status:$status){nodes{id status role email createdAt lastSentAt expiresAt respondedAt delivery deliveryError resendableAt url viewerActions invitee{id name}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"},bs={id:"sha256:ecc4c10be65c17ca7d2462bea1ccfce295e8b8303262ba9eff6d70e96bcd8243",text:"mutation UsherResend($id:ID!){resendInvitation(input:{invitationId:$id}){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"},vs={id:"sha256:1569975ce4d944cde4de3157f4f1946e259caa6a58f4859731285b3965b34f36",text:"mutation UsherCancel($id:ID!){cancelInvitation(input:{invitationId:$id}){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"},$s={id:"sha256:97b8e9bb7e917a64412019caa41d8d882cacb0b90067713c903ca110c7da009a",text:"mutation UsherChangeRole($input:UpdateInvitationInput!){updateInvitation(input:$input){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"};async function lt({t:s},e,t){try{await navigator.clipboard.writeText(e),J(t)}catch{prompt(s("share.copyByHand"),e)}}var ys=["ACCEPTED","PENDING","DECLINED","EXPIRED","CANCELLED"],ws=u`
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
`;function xs({t:s},e,t,i){let r=n=>e[n.toLowerCase()];return a`<div class="states" part="bar">
    <div class="parts" aria-hidden="true">
      ${ys.map(n=>a`<i class=${n} .style=${`flex-grow:${r(n)}`}></i>`)}
    </div>
    <div class="legend" role="group" aria-label=${s("sent.filter")}>
      <button type="button" aria-pressed=${!t} @click=${()=>i("")}>
        ${s("sent.all")} <b class="number">${e.total}</b>
      </button>
      ${ys.map(n=>a`<button
            type="button"
            aria-pressed=${n===t}
            @click=${()=>i(n===t?"":n)}
          >
            <i class=${n}></i>${s(`status.${n}`)} <b class="number">${r(n)}</b>
          </button>`)}
    </div>
  </div>`}var Cr={QUEUED:"",SENT:"good",FAILED:"bad"},ht=class extends w{static{this.properties={group:{},_search:{state:!0},_status:{state:!0},_asked:{state:!0}}}static{this.styles=[y,ws,u`
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
    `]}#e=new P(this);#t=new k(this,()=>this.group?{document:gs,variables:{id:this.group,...this.#e.variables,search:this._search||null,status:this._status?[this._status]:null},streams:[z(this.group)]}:void 0,({group:e})=>e?.invitations);constructor(){super(),this._search=this._status=""}render(){return this.#t.render(({group:e})=>this.#i(e))}#i(e){let{nodes:t,pageInfo:i}=e.invitations,{isTurning:r}=this.#t,n=!!(this._search||this._status);return a`<div class="stack">
      ${xs(this,e.invitationCounts,this._status,o=>this.#c(o))}
      <div class="bar">
        <div class="grow">${ge(this.t("sent.search"),this._search,o=>this.#u(o))}</div>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")}>${this.t("sent.invite")}</a>`:d}
      </div>
      ${t.length?a`<ul class="rows" part="list" aria-busy=${r} tabindex="-1" data-home>
              ${t.map(o=>this.#s(o,e))}
            </ul>`:q(this.t(n?"list.nothingFound":"sent.none"))}
      ${this.#e.render(i,r)} ${ve(this,this._asked,()=>this._asked=void 0)}
    </div>`}#s(e,t){let{status:i,email:r,invitee:n,invitedBy:o,createdAt:c,lastSentAt:l,respondedAt:h,expiresAt:p}=e,f=i==="PENDING",g=[n&&r,this.t("sent.by",{name:o?.name??"\u2013",date:this.date(l??c)}),h&&this.t("sent.answered",{date:this.date(h)}),f&&this.t("invitations.until",{date:this.date(p)})].filter(Boolean);return a`<li part="invitation">
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
    </li>`}#r({delivery:e}){return a`<span class="tag ${e?Cr[e]:""}"
      >${this.t(e?`delivery.${e}`:"delivery.none")}</span
    >`}#n({id:e,role:t,email:i,invitee:r,viewerActions:n},o){if(!n.includes("CANCEL"))return a`<span class="tag">${this.t(`role.${t}`)}</span>`;let c=o.viewerActions.includes("MANAGE_ROLES"),l=["ADMINISTRATOR","FACILITATOR","MEMBER"].filter(h=>c||h===t||h!=="ADMINISTRATOR");return a`<select
      class="inline"
      aria-label=${this.t("members.roleOf",{name:r?.name??i})}
      aria-busy=${this.isBusy(`role:${e}`)}
      @change=${h=>this.#h(e,h.target,t)}
    >
      ${l.map(h=>a`<option value=${h} .selected=${h===t}>${this.t(`role.${h}`)}</option>`)}
    </select>`}#o(e){let{id:t,email:i,invitee:r,url:n,viewerActions:o,resendableAt:c}=e,l=r?.name??i,h=f=>`${f}: ${l}`,p=c&&new Date(c)>new Date;return a`
      ${n?this.button("",this.t("sent.copy"),()=>lt(this,n,this.t("share.copied")),{kind:"plain",name:h(this.t("sent.copy"))}):d}
      ${o.includes("RESEND")||p?this.button(`resend:${t}`,this.t("sent.resend"),()=>this.#a(e,!!p),{kind:"plain",name:h(this.t("sent.resend"))}):d}
      ${o.includes("CANCEL")?this.button(`cancel:${t}`,this.t("sent.cancel"),()=>this.#d(e),{kind:"plain danger",name:h(this.t("sent.cancel"))}):d}
    `}async#a({id:e,email:t,invitee:i,resendableAt:r},n){if(n)return this.refuse(this.t("sent.tooSoon",{time:this.time(r)}));let o=this.t("sent.resent",{name:i?.name??t});await this.act(`resend:${e}`,bs,{id:e},{done:o})}#d({id:e,email:t,invitee:i}){let r=i?.name??t;this._asked={heading:this.t("sent.cancelName",{name:r}),text:this.t("sent.cancelText"),yes:this.t("sent.cancelYes"),act:()=>this.act(`cancel:${e}`,vs,{id:e},{done:this.t("sent.cancelled",{name:r})})}}async#h(e,t,i){let r=t.value,n=this.t("members.roleSet",{role:this.t(`role.${r}`)});await this.act(`role:${e}`,$s,{input:{invitationId:e,role:r}},{done:n})||(t.value=i)}#u(e){this._search=e,this.#e.reset()}#c(e){this._status=e,this.#e.reset()}};x("usher-sent-invitations",ht);var Es={id:"sha256:4e51722cf052a3ffc9521c9c8f773f804f7cb4a94ae7c4501600196aa6d359e9",text:"query UsherShare($id:ID!){group(id:$id){id liveCursor name viewerActions inviteCode{...Code}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"},As={id:"sha256:f7412dc00e24a5cb7749cf1752497a763b83d1b584c350a19b10a3d51123f4b5",text:"mutation UsherGenerate($input:GenerateInviteCodeInput!){generateInviteCode(input:$input){group{id inviteCode{...Code}}userErrors{code message path url}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"},ks={id:"sha256:f9982480415d5d41d0242bdbb28b6fff0dc91c3cd756b2ed6b9f5ff92287dca4",text:"mutation UsherDeleteCode($id:ID!){deleteInviteCode(input:{groupId:$id}){group{id inviteCode{...Code}}userErrors{code message path url}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"};var Tr=864e5,Ir=[0,1,7,30,90],ut=class extends w{static{this.properties={group:{},_isGenerating:{state:!0},_problems:{state:!0},_asked:{state:!0}}}static{this.styles=[y,u`
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
    `]}#e=new k(this,()=>this.group?{document:Es,variables:{id:this.group},streams:[z(this.group)]}:void 0,({group:e})=>e?.viewerActions.includes("SHARE_CODE")?e:null);constructor(){super(),this._isGenerating=!1,this._problems={}}render(){return this.#e.render(({group:e})=>{let t=e.inviteCode;return a`<div class="card stack">
          ${t?this.#t(t):a`<p>${this.t("share.none")}</p>`}
          <div class="bar">
            ${t?this.button("",this.t("share.another"),()=>this.#s()):this.button("generate",this.t("share.generate"),()=>this.#n({}),{kind:"first"})}
            ${t?d:this.button("",this.t("share.limits"),()=>this.#s(),{kind:"plain"})}
          </div>
        </div>
        ${this.#i(t)} ${ve(this,this._asked,()=>this._asked=void 0)}`})}#t(e){return a`<div class="share">
      <div class="stack">
        <div class="bar">
          <a class="button" href=${e.printUrl} target="_blank" rel="noopener">${this.t("share.print")}</a>
          <a class="button" href=${e.url} target="_blank" rel="noopener">${this.t("share.link")}</a>
          ${this.button("",this.t("action.copy"),()=>lt(this,e.url,this.t("share.copied")))}
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
    </div>`}#i(e){let t=(i,r)=>G({id:i,label:r.label,hint:r.hint,problem:this._problems[i],control:n=>a`<input id=${i} name=${i} inputmode=${r.mode} autocomplete="off" ${n} />`});return pe({isOpen:this._isGenerating,heading:this.t(e?"share.another":"share.generate"),close:()=>this._isGenerating=!1},a`<form class="stack" novalidate @submit=${this.#r}>
        ${e?a`<p class="note warn">${this.t("share.replaces")}</p>`:d}
        ${G({id:"days",label:this.t("share.until"),control:i=>a`<select id="days" name="days" ${i}>
              ${Ir.map(r=>a`<option value=${r}>${r?this.t("share.days",{count:r}):this.t("share.forever")}</option>`)}
            </select>`})}
        ${t("maxUses",{label:this.t("share.maxUses"),hint:this.t("share.noLimit"),mode:"numeric"})}
        ${t("emailDomain",{label:this.t("share.domain"),hint:this.t("share.domainHint"),mode:"url"})}
        <div class="bar">
          ${this.button("generate",this.t("share.generate"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),()=>this._isGenerating=!1,{kind:"plain"})}
        </div>
      </form>`)}#s(){this._problems={},this._isGenerating=!0}#r(e){e.preventDefault();let{days:t,maxUses:i,emailDomain:r}=Object.fromEntries(new FormData(e.target)),n=i?.trim();if(n&&!/^\d{1,9}$/.test(n)){this._problems={maxUses:this.t("share.notANumber")};return}this.#n({...Number(t)&&{expiresAt:new Date(Date.now()+Number(t)*Tr).toISOString()},...n&&{maxUses:Number(n)},...r?.trim()&&{emailDomain:r.trim()}})}async#n(e){let t={groupId:this.group,...e};await this.act("generate",As,{input:t},{done:this.t("share.generated"),...this._isGenerating&&{mend:r=>this._problems=Object.fromEntries(r.map(({path:n,message:o})=>[n?.[0]??"",o]))}})&&(this._isGenerating=!1)}#o(){this._asked={heading:this.t("share.deleteTitle"),text:this.t("share.deleteText"),yes:this.t("share.delete"),act:()=>this.act("delete",ks,{id:this.group},{done:this.t("share.deleted")})}}};x("usher-share",ut);T.set({src:new URL("../..",import.meta.url).href});var pt=u`
  :host {
    min-block-size: 100dvh;
  }
  .top {
    background: var(--card);
    border-block-end: 1px solid var(--line);
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }
  .in,
  main {
    max-inline-size: 64rem;
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2rem);
  }
  .in {
    display: flex;
    align-items: center;
    gap: 0 1.5rem;
    min-block-size: 3.75rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    color: inherit;
    font-weight: 700;
    text-decoration: none;
  }
  .brand i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 0.5rem;
    background: var(--accent);
    position: relative;
  }
  .brand i::after {
    content: "";
    position: absolute;
    inset: 0.3rem 0.42rem 0.38rem;
    border: 0.17rem solid var(--on-accent);
    border-block-start: 0;
    border-radius: 0 0 0.5rem 0.5rem;
  }
  nav {
    display: flex;
    gap: 0 1.25rem;
    flex: 1;
    align-self: stretch;
  }
  nav a {
    display: flex;
    align-items: center;
    color: var(--soft);
    text-decoration: none;
    font-weight: 550;
    border-block: 2px solid transparent;
    white-space: nowrap;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current] {
    color: var(--ink);
    border-block-end-color: var(--accent);
  }
  main {
    padding-block: clamp(1.25rem, 4vw, 2.25rem) 4rem;
    outline: none;
  }
  h1 {
    font-size: clamp(1.5rem, 1.2rem + 1.4vw, 1.9rem);
    font-weight: 700;
    line-height: 1.2;
    letter-spacing: -0.02em;
    margin-block-end: 1.25rem;
    text-wrap: balance;
  }
  .screen {
    display: grid;
    gap: 1.5rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .skip {
    position: absolute;
    inset-block-start: -4rem;
    inset-inline-start: 1rem;
    padding: 0.6rem 1rem;
    background: var(--card);
    z-index: 3;
  }
  .skip:focus {
    inset-block-start: 0.5rem;
  }
  @media (max-width: 44rem) {
    .in {
      flex-wrap: wrap;
      padding-block-start: 0.5rem;
    }
    .brand {
      flex: 1;
    }
    nav {
      order: 3;
      flex: 1 0 100%;
      overflow-x: auto;
      scrollbar-width: none;
      block-size: 2.75rem;
    }
  }
`;var _s={id:"sha256:2f1cc968fb3501dc13ac7fa19683c2d6a5c32fbe5714431f718feb5b1c71b595",text:"query UsherConsoleGroup($id:ID!){group(id:$id){id liveCursor name memberCount viewerActions viewerActionsVersion facilitator{id name}seatPlan{id seatCount freeCount}viewerMembership{id role}}viewer{id isStaff}}"};var Yt=class extends w{static{this.properties={group:{},tab:{}}}static{this.styles=[y,pt,u`
      :host {
        min-block-size: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1rem;
        align-items: flex-start;
        justify-content: space-between;
      }
      h1 {
        margin-block-end: 0.2rem;
      }
      .tabs {
        margin-block: 1.25rem 1.5rem;
        border-block-end: 1px solid var(--line);
        overflow-x: auto;
        scrollbar-width: none;
        block-size: 2.75rem;
        flex: none;
      }
    `]}#e=new k(this,()=>({document:_s,variables:{id:this.group},streams:[z(this.group)]}),({group:e})=>e);render(){return a`${this.#e.render(e=>this.#i(e))} ${this.#r()}`}updated(){let e=this.#e.data?.group?.name;e&&this.emit("usher-title",{title:`${e}: ${this.t(`tab.${this.#t}`)}`})}get#t(){return this.tab==="invite"?"members":this.tab}#i(e){let t=e.group,i=new Set(t.viewerActions),r=[t.facilitator&&this.t("console.with",{name:t.facilitator.name}),this.t("members",{count:t.memberCount})].filter(Boolean),n=o=>this.page("groups",t.id,o);return a`<div class="head">
        <div>
          <h1 dir="auto">${t.name}</h1>
          <p class="soft">${r.join(" \xB7 ")}</p>
        </div>
        <div class="bar">
          ${i.has("SHARE_CODE")?a`<a class="button" href=${n("share")}>${Hi}${this.t("tab.share")}</a>`:d}
          ${i.has("INVITE")?a`<a class="button first" href=${n("invite")}>${fe}${this.t("tab.invite")}</a>`:d}
        </div>
      </div>
      <nav class="tabs" aria-label=${this.t("console.tabs")}>
        ${this.#s(t,i,e.viewer?.isStaff??!1).map(o=>a`<a href=${n(o)} aria-current=${o===this.#t?"page":d}>${this.t(`tab.${o}`)}</a>`)}
      </nav>`}#s(e,t,i){let r=i||t.has("INVITE");return["members",...r?["invitations"]:[],...t.has("SHARE_CODE")?["share"]:[],...e.seatPlan||t.has("MANAGE_SEATS")?["seats"]:[],"resources",...r?["history"]:[],...t.has("EDIT")?["edit"]:[]]}#r(){let{group:e}=this;switch(this.tab){case"invite":return a`<usher-invite .group=${e}></usher-invite>`;case"invitations":return a`<usher-sent-invitations .group=${e}></usher-sent-invitations>`;case"share":return a`<usher-share .group=${e}></usher-share>`;case"seats":return a`<usher-seats .group=${e}></usher-seats>`;case"resources":return a`<usher-resources .group=${e}></usher-resources>`;case"history":return a`<usher-history .group=${e}></usher-history>`;case"edit":return a`<usher-group-settings .group=${e}></usher-group-settings>`;default:return a`<usher-members .group=${e}></usher-members>`}}};x("usher-console-group",Yt);var Ur=new Set(["new","invitations","notifications","patients","account"]);function Ss(s){let[e="",t,i="members",...r]=s.split("/").filter(Boolean).map(decodeURIComponent);return e?e==="groups"&&t&&!r.length?{name:"group",id:t,tab:i}:Ur.has(e)&&!t?{name:e}:{name:"nothing"}:{name:"home"}}function Cs(s,e){let t=s.button===0&&!s.metaKey&&!s.ctrlKey&&!s.shiftKey&&!s.altKey,i=s.composedPath().find(n=>n instanceof HTMLAnchorElement);return!t||s.defaultPrevented||!i||i.target||i.origin!==location.origin?void 0:i.pathname===e||i.pathname.startsWith(`${e}/`)?i.pathname+i.search:void 0}var Qt=class extends w{static{this.properties={site:{},_route:{state:!0}}}static{this.styles=[y,pt,u``]}#e=new URL(`${T.base}/console`).pathname;constructor(){super(),this._route=this.#r()}connectedCallback(){super.connectedCallback(),addEventListener("popstate",this.#n),addEventListener("click",this.#o),addEventListener("usher-left",this.#d),addEventListener("usher-title",this.#u)}render(){let e=[["home","",this.t("console.home")],["invitations","invitations",this.t("invitations.title")],["patients","patients",this.t("console.patients")],["account","account",this.t("console.account")]];return a`<a class="skip" href="#main" @click=${this.#l}>${this.t("console.skip")}</a>
      <header class="top">
        <div class="in">
          <a class="brand" href=${this.page()}><i aria-hidden="true"></i><bdi>${this.site}</bdi></a>
          <nav aria-label=${this.t("console.name")}>
            ${e.map(([t,i,r])=>a`<a
                  href=${i?this.page(i):this.page()}
                  aria-current=${this._route.name===t?"page":d}
                  >${r}</a
                >`)}
          </nav>
          <usher-bell></usher-bell>
        </div>
      </header>
      <main id="main" tabindex="-1">${this.#i()}</main>`}updated(e){if(!e.has("_route"))return;let{name:t}=this._route;t!=="group"&&this.#c(this.#t());let i=e.get("_route");i&&(i.name===t&&i.id===this._route.id||(scrollTo(0,0),this.renderRoot.querySelector("main")?.focus({preventScroll:!0})))}#t(){return{home:this.t("console.groups"),new:this.t("groups.create"),invitations:this.t("invitations.title"),notifications:this.t("bell.name"),patients:this.t("console.patients"),account:this.t("console.account")}[this._route.name]??this.t("console.nothing")}#i(){let{name:e,id:t="",tab:i=""}=this._route;return e==="group"?a`<usher-console-group .group=${t} .tab=${i}></usher-console-group>`:a`<h1>${this.#t()}</h1>
      ${this.#s(e)}`}#s(e){switch(e){case"home":return a`<div class="screen">
          <usher-invitations quiet></usher-invitations><usher-groups></usher-groups>
        </div>`;case"new":return a`<usher-group-settings @usher-created=${this.#h}></usher-group-settings>`;case"invitations":return a`<div class="screen">
          <usher-invitations></usher-invitations>
          <h2>${this.t("console.answered")}</h2>
          <usher-invitations closed></usher-invitations>
        </div>`;case"notifications":return a`<usher-notifications></usher-notifications>`;case"patients":return a`<usher-patients></usher-patients>`;case"account":return a`<usher-account></usher-account>`;default:return a`<p>${this.t("error.NOT_FOUND")}</p>
          <p><a href=${this.page()}>${this.t("console.home")}</a></p>`}}#r(){let e=location.pathname.startsWith(this.#e);return Ss(e?location.pathname.slice(this.#e.length):"")}#n=()=>{this._route=this.#r()};#o=e=>{let t=Cs(e,this.#e);t!==void 0&&(e.preventDefault(),this.#a(t))};#a(e){e!==location.pathname+location.search&&history.pushState(null,"",e),this.#n()}#d=()=>this.#a(this.#e);#h(e){this.#a(new URL(this.page("groups",e.detail.groupId,"members")).pathname)}#u=({detail:e})=>this.#c(e.title);#c(e){document.title=`${e} \xB7 ${this.site}`}#l(e){e.preventDefault(),this.renderRoot.querySelector("main")?.focus()}},Ts=new CSSStyleSheet;Ts.replaceSync(`
  body { margin: 0; background: light-dark(#f4f5f2, #121716); }
  usher-console:not(:defined) { display: none }
`);document.adoptedStyleSheets.push(Ts);document.documentElement.lang=/^de\b/.test(navigator.language)?"de":"en";x("usher-console",Qt);
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
