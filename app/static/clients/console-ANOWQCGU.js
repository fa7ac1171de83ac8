var ri={"existing.patient":"Patientin oder Patient","existing.hint":"Tippen Sie einen Namen, oder w\xE4hlen Sie jemanden aus Ihrer Liste, der nicht in dieser Gruppe ist.","existing.add.one":"{count} Person hinzuf\xFCgen","existing.add.other":"{count} Personen hinzuf\xFCgen","existing.added.one":"{count} Person ist jetzt Mitglied.","existing.added.other":"{count} Personen sind jetzt Mitglieder.","batch.name":"Gesendete E-Mails","batch.sent.one":"{count} von {total} E-Mail gesendet","batch.sent.other":"{count} von {total} E-Mails gesendet","batch.failed.one":"{count} konnte nicht zugestellt werden","batch.failed.other":"{count} konnten nicht zugestellt werden","sent.search":"Einladung suchen","sent.filter":"Anzeigen","sent.all":"Alle","sent.invite":"Einladen","sent.none":"Es wurde noch niemand eingeladen.","sent.by":"von {name}, {date}","sent.answered":"beantwortet {date}","sent.copy":"Link kopieren","sent.resend":"Erneut senden","sent.resent":"Die Einladung geht noch einmal an {name}.","sent.tooSoon":"Die letzte E-Mail ist noch zu neu. Erneut senden geht ab {time}.","sent.cancel":"Zur\xFCckziehen","sent.cancelYes":"Einladung zur\xFCckziehen","sent.cancelName":"Einladung von {name} zur\xFCckziehen","sent.cancelText":"Der versandte Link funktioniert dann nicht mehr. Sie k\xF6nnen erneut einladen.","sent.cancelled":"Die Einladung von {name} ist zur\xFCckgezogen.","delivery.QUEUED":"E-Mail wartet","delivery.SENT":"E-Mail gesendet","delivery.FAILED":"E-Mail gescheitert","delivery.none":"Ohne E-Mail","share.none":"Es gibt noch keinen Code. Erzeugen Sie einen: Wer seinen Link hat oder den QR-Code scannt, kann als Mitglied beitreten.","share.generate":"Code erzeugen","share.generated":"Ein neuer Code ist bereit.","share.another":"Neuen Code erzeugen","share.limits":"Mit Grenzen","share.replaces":"Er ersetzt den heutigen Code; dessen Links und QR-Codes funktionieren dann nicht mehr.","share.print":"Drucken","share.link":"Link","share.copied":"Der Link ist kopiert.","share.copyByHand":"Kopieren Sie diesen Link:","share.delete":"L\xF6schen","share.deleteTitle":"Code l\xF6schen","share.deleteText":"Alle Links und QR-Codes dieser Gruppe funktionieren dann nicht mehr. Pers\xF6nliche Einladungen bleiben.","share.deleted":"Der Code ist gel\xF6scht.","share.status":"Status","share.used":"Damit beigetreten","share.usedOf":"{count} von {most}","share.until":"G\xFCltig bis","share.forever":"Ohne Ende","share.days.one":"{count} Tag","share.days.other":"{count} Tage","share.maxUses":"H\xF6chstens Personen","share.noLimit":"Leer lassen f\xFCr keine Grenze.","share.notANumber":"Das ist keine ganze Zahl.","share.domain":"Nur Adressen bei","share.domainHint":"Zum Beispiel example.org; leer lassen f\xFCr alle.","share.qr":"QR-Code des Einladungslinks","code.ACTIVE":"G\xFCltig","code.EXPIRED":"Abgelaufen","code.USED_UP":"Aufgebraucht","code.DELETED":"Gel\xF6scht","seats.noPlan":"Diese Gruppe braucht keine Pl\xE4tze: Alle Mitglieder haben vollen Zugang.","seats.figures.one":"{count} Platz, {free} frei","seats.figures.other":"{count} Pl\xE4tze, {free} frei","seats.taken.one":"{count} von {all} Pl\xE4tzen ist vergeben","seats.taken.other":"{count} von {all} Pl\xE4tzen sind vergeben","seats.moreSubject":"Mehr Pl\xE4tze f\xFCr {group}","seats.more":"F\xFCr weitere Pl\xE4tze schreiben Sie an","seats.own":"Sie haben Platz {number} und vollen Zugang.","seats.ownNone":"Sie haben noch keinen vollen Zugang: Daf\xFCr braucht es einen Platz, den die Administration vergibt.","seats.position":"Sie warten auf einen Platz, als Nummer {number} in der Reihe.","seats.request":"Um einen Platz bitten","seats.waits":"Sie stehen in der Reihe f\xFCr einen Platz.","seats.leaveLine":"Reihe verlassen","seats.waitsNot":"Sie warten nicht mehr auf einen Platz.","seats.notInForce":"Pl\xE4tze lassen sich vergeben, solange das Abonnement gilt.","seats.allInUse":"Alle Pl\xE4tze sind vergeben. Geben Sie einen frei, oder bitten Sie um weitere.","seats.member":"Mitglied ohne Platz","seats.memberHint":"W\xE4hlen Sie aus der Liste, oder tippen Sie einen Namen.","seats.inLine":"Nummer {number} in der Reihe","seats.allocate":"Platz vergeben","seats.allocateName":"Platz vergeben: {name}","seats.allocated":"{name} hat jetzt einen Platz und erf\xE4hrt es per E-Mail.","seats.held":"Vergebene Pl\xE4tze","seats.noneHeld":"Noch ist kein Platz vergeben.","seats.release":"Freigeben","seats.releaseName":"Platz von {name} freigeben","seats.releaseText":"{name} hat dann keinen vollen Zugang mehr. Der Platz ist sofort frei.","seats.releaseNext":"{name} hat dann keinen vollen Zugang mehr. Der Platz geht an {next}, als N\xE4chstes in der Reihe.","seats.released":"Der Platz ist frei.","seats.line":"Warten auf einen Platz","plan.ACTIVE":"G\xFCltig bis {date}","plan.SCHEDULED":"Beginnt am {date}","plan.EXPIRED":"Abgelaufen am {date}","policy.name":"Freie Pl\xE4tze bekommt","policy.MANUAL":"Wen die Administration ausw\xE4hlt","policy.MANUALHint":"Niemand bekommt von selbst einen Platz.","policy.AUTOMATIC":"Wer beitritt oder am l\xE4ngsten wartet","policy.AUTOMATICHint":"Von nun an wird ein Platz, der frei wird, sofort vergeben.","policy.AUTOMATICNow.one":"{count} wartende Person bekommt sofort einen Platz.","policy.AUTOMATICNow.other":"{count} wartende Personen bekommen sofort einen Platz.","policy.yes":"Nach der Reihe vergeben","policy.set":"Die Regel ist gesetzt.","policy.INVITE_ONLY":"Auf Einladung","policy.INVITE_ONLYHint":"Nur mit pers\xF6nlicher Einladung oder mit dem Code, den Sie teilen.","policy.OPEN":"Offen","policy.OPENHint":"Alle Angemeldeten d\xFCrfen die Gruppe sehen und beitreten.","group.name":"Name","group.description":"Beschreibung","group.descriptionHint":"Eingeladene lesen sie, bevor sie beitreten.","group.joinPolicy":"Wer beitreten kann","group.discreet":"Diskret","group.discreetHint":"E-Mails und Einladungsseiten verbergen den Namen, bis sich die eingeladene Person angemeldet hat.","group.saved":"Die Gruppe ist gespeichert.","resources.share":"Material teilen","resources.shared":"Das Material ist geteilt.","resources.none":"Mit dieser Gruppe ist noch nichts geteilt.","resources.kind":"Art","resources.title":"Titel","resources.url":"Link","resources.urlHint":"Ein Link auf eine andere Seite; nur die Art Link braucht ihn.","resources.edit":"Bearbeiten","resources.assign":"Zuweisen","resources.unassign":"Zur\xFCcknehmen","resources.progress.one":"{done} von {count} Person ist fertig","resources.progress.other":"{done} von {count} Personen sind fertig","resources.progressOf":"{count} Personen zugewiesen; von den letzten {shown} sind {done} fertig","resources.to":"F\xFCr","resources.toHint":"W\xE4hlen Sie Mitglieder. Ohne Auswahl ist es f\xFCr alle, auch f\xFCr sp\xE4tere Mitglieder.","resources.assignAll":"Allen zuweisen","resources.assignTo.one":"{count} Person zuweisen","resources.assignTo.other":"{count} Personen zuweisen","resources.isAssigned":"Das Material ist zugewiesen.","resources.dueAt":"Fertig bis","resources.due":"F\xE4llig {date}","resources.done":"Fertig {date}","resources.open":"Offen","resources.complete":"Als fertig markieren","resources.reopen":"Doch nicht fertig","resources.removeText":"Es ist f\xFCr alle weg, mit allem, was davon zugewiesen ist.","resource.PSYCHO_EDUCATION":"Psychoedukation","resource.WORKBOOK":"Arbeitsbuch","resource.LINK":"Link","history.nobody":"von selbst","history.role":"{name}: {role}","history.GROUP_CREATED":"Gruppe {subject} angelegt","history.GROUP_EDITED":"Gruppe bearbeitet: {subject}","history.MEMBER_JOINED":"{subject} ist beigetreten","history.MEMBER_ADDED":"{subject} hinzugef\xFCgt","history.MEMBER_REMOVED":"{subject} entfernt","history.MEMBER_LEFT":"{subject} hat die Gruppe verlassen","history.ROLE_CHANGED":"Neue Rolle f\xFCr {subject}","history.INVITATION_SENT":"{subject} eingeladen","history.INVITATION_RESENT":"Einladung von {subject} erneut gesendet","history.INVITATION_UPDATED":"Einladung ge\xE4ndert f\xFCr {subject}","history.INVITATION_ACCEPTED":"{subject} hat die Einladung angenommen","history.INVITATION_DECLINED":"{subject} hat die Einladung abgelehnt","history.INVITATION_CANCELLED":"Einladung von {subject} zur\xFCckgezogen","history.INVITATION_EXPIRED":"Einladung von {subject} abgelaufen","history.CODE_GENERATED":"Code erzeugt: {subject}","history.CODE_DELETED":"Code gel\xF6scht: {subject}","history.SEAT_PLAN_SET":"Abonnement gesetzt: {subject}","history.SEAT_POLICY_SET":"Vergabe freier Pl\xE4tze gesetzt: {subject}","history.SEAT_REQUESTED":"{subject} bittet um einen Platz","history.SEAT_REQUEST_WITHDRAWN":"{subject} wartet nicht mehr auf einen Platz","history.SEAT_ALLOCATED":"Platz an {subject} vergeben","history.SEAT_RELEASED":"Platz von {subject} freigegeben","history.RESOURCE_SHARED":"{subject} geteilt","history.RESOURCE_UPDATED":"{subject} ge\xE4ndert","history.RESOURCE_REMOVED":"Material {subject} entfernt","history.RESOURCE_ASSIGNED":"{subject} zugewiesen","history.RESOURCE_UNASSIGNED":"{subject} zur\xFCckgenommen","history.PATIENT_REMOVED":"{subject} von der Patientenliste genommen"};var ni={"problem.ALREADY_INVITED":"Diese Person ist schon eingeladen und hat noch nicht geantwortet.","problem.ALREADY_MEMBER":"Diese Person ist schon in der Gruppe.","problem.BLANK":"Bitte ausf\xFCllen.","problem.CASELOAD_FULL":"Auf der Liste ist kein Platz mehr frei.","problem.CODE_UNUSABLE":"Dieser Code gilt nicht oder nicht mehr. Bitten Sie um einen neuen.","problem.CODE_USED_UP":"Dieser Code wurde so oft benutzt, wie er darf. Bitten Sie um einen neuen.","problem.DUPLICATE_RECIPIENT":"Diese Person steht schon auf der Liste.","problem.EMAIL_DOMAIN_NOT_ALLOWED":"Hier sind nur bestimmte E-Mail-Adressen zugelassen.","problem.GROUP_INVITE_ONLY":"In diese Gruppe kommt man nur mit einer Einladung.","problem.HAS_NO_SEAT":"Dieses Mitglied hat keinen Platz.","problem.HAS_SEAT_ALREADY":"Dieses Mitglied hat schon einen Platz.","problem.INVALID_CREDENTIALS":"Das Passwort stimmt nicht.","problem.INVALID_EMAIL":"Das ist weder eine E-Mail-Adresse noch ein Benutzername wie @anna.","problem.INVALID_VALUE":"So geht es nicht. Bitte \xE4ndern Sie diese Angabe.","problem.INVALID_VALUE.emailDomain":"Das ist keine Domain wie example.org.","problem.INVALID_VALUE.expiresAt":"Dieser Zeitpunkt ist vorbei.","problem.INVALID_VALUE.maxUses":"Diese Zahl ist zu klein oder zu gro\xDF.","problem.INVALID_VALUE.url":"Das ist keine ganze Adresse wie https://example.org/uebung.","problem.INVALID_VALUE.username":"3 bis 32 Zeichen: a\u2013z, 0\u20139, Punkt, Unterstrich und Bindestrich; manche Namen sind vergeben.","problem.INVITATION_EXPIRED":"Diese Einladung ist abgelaufen. Bitten Sie um eine neue.","problem.INVITATION_NOT_PENDING":"Diese Einladung ist nicht mehr offen.","problem.IN_USE":"Diese Person ist in einer Gruppe, die Sie verwalten. Entfernen Sie sie zuerst dort.","problem.LAST_ADMINISTRATOR":"Eine Gruppe beh\xE4lt immer jemanden, der sie administriert. Geben Sie die Rolle zuerst jemand anderem.","problem.LINK_UNUSABLE":"Dieser Link gilt nicht oder nicht mehr. Bitten Sie um einen neuen.","problem.NOT_A_MEMBER":"Diese Person ist nicht in der Gruppe.","problem.NOT_A_PATIENT":"Diese Person steht nicht auf Ihrer Liste.","problem.NO_FREE_SEAT":"Alle Pl\xE4tze sind vergeben.","problem.NO_SEAT_PLAN":"Diese Gruppe hat keine Pl\xE4tze gebucht.","problem.RESEND_TOO_SOON":"Die letzte E-Mail ist noch zu frisch. Versuchen Sie es sp\xE4ter noch einmal.","problem.ROLE_NOT_ALLOWED":"Das darf nur, wer die Gruppe administriert.","problem.SEATS_IN_USE":"So viele Pl\xE4tze sind vergeben. Geben Sie zuerst welche frei.","problem.SEAT_PLAN_EXPIRED":"Das Abonnement gilt gerade nicht, deshalb l\xE4sst sich kein Platz vergeben.","problem.TEMPLATE_LACKS_REGISTER_URL":"Im Text fehlt @register_url: daraus wird der pers\xF6nliche Link jeder eingeladenen Person.","problem.TEMPLATE_UNKNOWN_PLACEHOLDER":"Einen der Platzhalter gibt es nicht.","problem.TOO_LONG":"Das ist zu lang.","problem.TOO_MANY_RECIPIENTS":"Das sind zu viele Personen auf einmal.","problem.UNKNOWN_PERSON":"Hier ist niemand mit diesem Namen zu finden.","problem.USERNAME_TAKEN":"Diesen Benutzernamen hat schon jemand.","problem.WEAK_PASSWORD":"10 Zeichen oder mehr, die man nicht err\xE4t. Mehrere W\xF6rter hintereinander gen\xFCgen.","problem.WRONG_RECIPIENT":"Diese Einladung gilt f\xFCr eine andere Adresse. Melden Sie sich mit jener an."};var oi={"existing.patient":"Patient","existing.hint":"Type a name, or choose one of your patients who are not in this group.","existing.add.one":"Add {count} patient","existing.add.other":"Add {count} patients","existing.added.one":"{count} patient is a member now.","existing.added.other":"{count} patients are members now.","batch.name":"Emails sent","batch.sent.one":"{count} of {total} email sent","batch.sent.other":"{count} of {total} emails sent","batch.failed.one":"{count} could not be delivered","batch.failed.other":"{count} could not be delivered","sent.search":"Find an invitation","sent.filter":"Show","sent.all":"All","sent.invite":"Invite people","sent.none":"Nobody has been invited yet.","sent.by":"by {name}, {date}","sent.answered":"answered {date}","sent.copy":"Copy link","sent.resend":"Resend","sent.resent":"The invitation goes to {name} again.","sent.tooSoon":"The last email is too recent. You can resend it from {time}.","sent.cancel":"Cancel","sent.cancelYes":"Cancel the invitation","sent.cancelName":"Cancel the invitation of {name}","sent.cancelText":"The link that they got will no longer work. You can invite them again.","sent.cancelled":"The invitation of {name} is cancelled.","delivery.QUEUED":"Email waits","delivery.SENT":"Email sent","delivery.FAILED":"Email failed","delivery.none":"No email","share.none":"There is no code yet. Generate one, and whoever has its link or scans its QR code can join as a member.","share.generate":"Generate code","share.generated":"A new code is ready to be shared.","share.another":"Generate a new code","share.limits":"With limits","share.replaces":"It takes the place of today's code, whose links and QR codes then no longer work.","share.print":"Print","share.link":"Link","share.copied":"The link is copied.","share.copyByHand":"Copy this link:","share.delete":"Delete","share.deleteTitle":"Delete the code","share.deleteText":"Every link and QR code made for this group so far stops working. Personal invitations stay.","share.deleted":"The code is deleted.","share.status":"Status","share.used":"Joined with it","share.usedOf":"{count} of {most}","share.until":"Good until","share.forever":"No end","share.days.one":"{count} day","share.days.other":"{count} days","share.maxUses":"Most people","share.noLimit":"Leave it empty for no limit.","share.notANumber":"This is not a whole number.","share.domain":"Only addresses at","share.domainHint":"Such as example.org; leave it empty to admit any.","share.qr":"QR code of the invite link","code.ACTIVE":"In force","code.EXPIRED":"Expired","code.USED_UP":"Used up","code.DELETED":"Deleted","seats.noPlan":"This group needs no seats: every member has full access.","seats.figures.one":"{count} seat, {free} free","seats.figures.other":"{count} seats, {free} free","seats.taken.one":"{count} of {all} seats is in use","seats.taken.other":"{count} of {all} seats are in use","seats.more":"For more seats, write to","seats.moreSubject":"More seats for {group}","seats.own":"You hold seat {number} and have full access.","seats.ownNone":"You have no full access yet: that takes a seat, which an administrator allocates.","seats.position":"You wait for a seat, as number {number} in line.","seats.request":"Ask for a seat","seats.waits":"You are in line for a seat.","seats.leaveLine":"Leave the line","seats.waitsNot":"You no longer wait for a seat.","seats.notInForce":"Seats can be allocated while the subscription is in force.","seats.allInUse":"All seats are in use. Release one, or ask for more.","seats.member":"Member without a seat","seats.memberHint":"Choose from the list, or type a name.","seats.inLine":"number {number} in line","seats.allocate":"Allocate seat","seats.allocateName":"Allocate seat: {name}","seats.allocated":"{name} has a seat now, and is told by email.","seats.held":"Allocated seats","seats.noneHeld":"No seat is allocated yet.","seats.release":"Release","seats.releaseName":"Release the seat of {name}","seats.releaseText":"{name} will have no full access any more. The seat is free at once.","seats.releaseNext":"{name} will have no full access any more. The seat goes to {next}, who is next in line.","seats.released":"The seat is released.","seats.line":"Waiting for a seat","plan.ACTIVE":"In force until {date}","plan.SCHEDULED":"Starts on {date}","plan.EXPIRED":"Expired on {date}","policy.name":"Free seats go to","policy.MANUAL":"Whoever an administrator chooses","policy.MANUALHint":"Nobody gets a seat by themselves.","policy.AUTOMATIC":"Whoever joins or has waited longest","policy.AUTOMATICHint":"From now on a seat that becomes free is given at once.","policy.AUTOMATICNow.one":"{count} person who waits gets a seat at once.","policy.AUTOMATICNow.other":"{count} people who wait get a seat at once.","policy.yes":"Give seats by the line","policy.set":"The policy is set.","policy.INVITE_ONLY":"By invitation","policy.INVITE_ONLYHint":"Only with a personal invitation, or with the code that you share.","policy.OPEN":"Open","policy.OPENHint":"Everyone who is signed in may see the group and join.","group.name":"Name","group.description":"Description","group.descriptionHint":"Invitees read it before they join.","group.joinPolicy":"Who can join","group.discreet":"Discreet","group.discreetHint":"Emails and invite pages hide the group's name until the invitee has signed in.","group.saved":"The group is saved.","resources.share":"Share a resource","resources.shared":"The resource is shared.","resources.none":"Nothing is shared with this group yet.","resources.kind":"Kind","resources.title":"Title","resources.url":"Link","resources.urlHint":"A link to a page elsewhere; only a link needs one.","resources.edit":"Edit","resources.assign":"Assign","resources.unassign":"Take back","resources.progress.one":"{done} of {count} person is done","resources.progress.other":"{done} of {count} people are done","resources.progressOf":"Assigned to {count} people; {done} of the latest {shown} are done","resources.to":"For","resources.toHint":"Choose members. With nobody chosen it is for everyone, also for those who join later.","resources.assignAll":"Assign to everyone","resources.assignTo.one":"Assign to {count} person","resources.assignTo.other":"Assign to {count} people","resources.isAssigned":"The resource is assigned.","resources.dueAt":"Done by","resources.due":"Due {date}","resources.done":"Done {date}","resources.open":"Open","resources.complete":"Mark as done","resources.reopen":"Not done after all","resources.removeText":"It is gone for everyone, with what was assigned of it.","resource.PSYCHO_EDUCATION":"Psycho-education","resource.WORKBOOK":"Workbook","resource.LINK":"Link","history.nobody":"by itself","history.role":"{name}: {role}","history.GROUP_CREATED":"Made the group {subject}","history.GROUP_EDITED":"Edited the group: {subject}","history.MEMBER_JOINED":"{subject} joined","history.MEMBER_ADDED":"Added {subject}","history.MEMBER_REMOVED":"Removed {subject}","history.MEMBER_LEFT":"{subject} left","history.ROLE_CHANGED":"Changed the role of {subject}","history.INVITATION_SENT":"Invited {subject}","history.INVITATION_RESENT":"Sent the invitation of {subject} again","history.INVITATION_UPDATED":"Changed the invitation of {subject}","history.INVITATION_ACCEPTED":"{subject} accepted the invitation","history.INVITATION_DECLINED":"{subject} declined the invitation","history.INVITATION_CANCELLED":"Cancelled the invitation of {subject}","history.INVITATION_EXPIRED":"The invitation of {subject} expired","history.CODE_GENERATED":"Generated a code: {subject}","history.CODE_DELETED":"Deleted the code: {subject}","history.SEAT_PLAN_SET":"Set the plan: {subject}","history.SEAT_POLICY_SET":"Set who gets free seats: {subject}","history.SEAT_REQUESTED":"{subject} asked for a seat","history.SEAT_REQUEST_WITHDRAWN":"{subject} no longer waits for a seat","history.SEAT_ALLOCATED":"Allocated a seat to {subject}","history.SEAT_RELEASED":"Released the seat of {subject}","history.RESOURCE_SHARED":"Shared {subject}","history.RESOURCE_UPDATED":"Changed {subject}","history.RESOURCE_REMOVED":"Removed the resource {subject}","history.RESOURCE_ASSIGNED":"Assigned {subject}","history.RESOURCE_UNASSIGNED":"Took {subject} back","history.PATIENT_REMOVED":"{subject} is no patient any more"};var ot=globalThis,at=ot.ShadowRoot&&(ot.ShadyCSS===void 0||ot.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,us=Symbol(),ai=new WeakMap,Ve=class{constructor(e,t,s){if(this._$cssResult$=!0,s!==us)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(at&&e===void 0){let s=t!==void 0&&t.length===1;s&&(e=ai.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),s&&ai.set(t,e))}return e}toString(){return this.cssText}},li=i=>new Ve(typeof i=="string"?i:i+"",void 0,us),f=(i,...e)=>{let t=i.length===1?i[0]:e.reduce((s,r,n)=>s+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+i[n+1],i[0]);return new Ve(t,i,us)},ci=(i,e)=>{if(at)i.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let s=document.createElement("style"),r=ot.litNonce;r!==void 0&&s.setAttribute("nonce",r),s.textContent=t.cssText,i.appendChild(s)}},ps=at?i=>i:i=>i instanceof CSSStyleSheet?(e=>{let t="";for(let s of e.cssRules)t+=s.cssText;return li(t)})(i):i;var{is:Nn,defineProperty:Pn,getOwnPropertyDescriptor:Un,getOwnPropertyNames:Dn,getOwnPropertySymbols:Rn,getPrototypeOf:On}=Object,lt=globalThis,di=lt.trustedTypes,Ln=di?di.emptyScript:"",Mn=lt.reactiveElementPolyfillSupport,We=(i,e)=>i,ms={toAttribute(i,e){switch(e){case Boolean:i=i?Ln:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,e){let t=i;switch(e){case Boolean:t=i!==null;break;case Number:t=i===null?null:Number(i);break;case Object:case Array:try{t=JSON.parse(i)}catch{t=null}}return t}},ui=(i,e)=>!Nn(i,e),hi={attribute:!0,type:String,converter:ms,reflect:!1,useDefault:!1,hasChanged:ui};Symbol.metadata??=Symbol("metadata"),lt.litPropertyMetadata??=new WeakMap;var ae=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=hi){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let s=Symbol(),r=this.getPropertyDescriptor(e,s,t);r!==void 0&&Pn(this.prototype,e,r)}}static getPropertyDescriptor(e,t,s){let{get:r,set:n}=Un(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:r,set(o){let l=r?.call(this);n?.call(this,o),this.requestUpdate(e,l,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??hi}static _$Ei(){if(this.hasOwnProperty(We("elementProperties")))return;let e=On(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(We("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(We("properties"))){let t=this.properties,s=[...Dn(t),...Rn(t)];for(let r of s)this.createProperty(r,t[r])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[s,r]of t)this.elementProperties.set(s,r)}this._$Eh=new Map;for(let[t,s]of this.elementProperties){let r=this._$Eu(t,s);r!==void 0&&this._$Eh.set(r,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let s=new Set(e.flat(1/0).reverse());for(let r of s)t.unshift(ps(r))}else e!==void 0&&t.push(ps(e));return t}static _$Eu(e,t){let s=t.attribute;return s===!1?void 0:typeof s=="string"?s:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let s of t.keys())this.hasOwnProperty(s)&&(e.set(s,this[s]),delete this[s]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ci(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,s){this._$AK(e,s)}_$ET(e,t){let s=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,s);if(r!==void 0&&s.reflect===!0){let n=(s.converter?.toAttribute!==void 0?s.converter:ms).toAttribute(t,s.type);this._$Em=e,n==null?this.removeAttribute(r):this.setAttribute(r,n),this._$Em=null}}_$AK(e,t){let s=this.constructor,r=s._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let n=s.getPropertyOptions(r),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:ms;this._$Em=r;let l=o.fromAttribute(t,n.type);this[r]=l??this._$Ej?.get(r)??l,this._$Em=null}}requestUpdate(e,t,s,r=!1,n){if(e!==void 0){let o=this.constructor;if(r===!1&&(n=this[e]),s??=o.getPropertyOptions(e),!((s.hasChanged??ui)(n,t)||s.useDefault&&s.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,s))))return;this.C(e,t,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:s,reflect:r,wrapped:n},o){s&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),n!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||s||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,n]of this._$Ep)this[r]=n;this._$Ep=void 0}let s=this.constructor.elementProperties;if(s.size>0)for(let[r,n]of s){let{wrapped:o}=n,l=this[r];o!==!0||this._$AL.has(r)||l===void 0||this.C(r,void 0,n,l)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(t)):this._$EM()}catch(s){throw e=!1,this._$EM(),s}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};ae.elementStyles=[],ae.shadowRootOptions={mode:"open"},ae[We("elementProperties")]=new Map,ae[We("finalized")]=new Map,Mn?.({ReactiveElement:ae}),(lt.reactiveElementVersions??=[]).push("2.1.2");var gs=globalThis,pi=i=>i,ct=gs.trustedTypes,mi=ct?ct.createPolicy("lit-html",{createHTML:i=>i}):void 0,bs="$lit$",le=`lit$${Math.random().toFixed(9).slice(2)}$`,vs="?"+le,zn=`<${vs}>`,Ae=document,Ye=()=>Ae.createComment(""),Ke=i=>i===null||typeof i!="object"&&typeof i!="function",$s=Array.isArray,yi=i=>$s(i)||typeof i?.[Symbol.iterator]=="function",fs=`[ 	
\f\r]`,qe=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,fi=/-->/g,gi=/>/g,we=RegExp(`>|${fs}(?:([^\\s"'>=/]+)(${fs}*=${fs}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),bi=/'/g,vi=/"/g,wi=/^(?:script|style|textarea|title)$/i,ys=i=>(e,...t)=>({_$litType$:i,strings:e,values:t}),a=ys(1),Pe=ys(2),ea=ys(3),G=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),$i=new WeakMap,Ee=Ae.createTreeWalker(Ae,129);function Ei(i,e){if(!$s(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return mi!==void 0?mi.createHTML(e):e}var Ai=(i,e)=>{let t=i.length-1,s=[],r,n=e===2?"<svg>":e===3?"<math>":"",o=qe;for(let l=0;l<t;l++){let d=i[l],h,p,u=-1,m=0;for(;m<d.length&&(o.lastIndex=m,p=o.exec(d),p!==null);)m=o.lastIndex,o===qe?p[1]==="!--"?o=fi:p[1]!==void 0?o=gi:p[2]!==void 0?(wi.test(p[2])&&(r=RegExp("</"+p[2],"g")),o=we):p[3]!==void 0&&(o=we):o===we?p[0]===">"?(o=r??qe,u=-1):p[1]===void 0?u=-2:(u=o.lastIndex-p[2].length,h=p[1],o=p[3]===void 0?we:p[3]==='"'?vi:bi):o===vi||o===bi?o=we:o===fi||o===gi?o=qe:(o=we,r=void 0);let $=o===we&&i[l+1].startsWith("/>")?" ":"";n+=o===qe?d+zn:u>=0?(s.push(h),d.slice(0,u)+bs+d.slice(u)+le+$):d+le+(u===-2?l:$)}return[Ei(i,n+(i[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},Ze=class i{constructor({strings:e,_$litType$:t},s){let r;this.parts=[];let n=0,o=0,l=e.length-1,d=this.parts,[h,p]=Ai(e,t);if(this.el=i.createElement(h,s),Ee.currentNode=this.el.content,t===2||t===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(r=Ee.nextNode())!==null&&d.length<l;){if(r.nodeType===1){if(r.hasAttributes())for(let u of r.getAttributeNames())if(u.endsWith(bs)){let m=p[o++],$=r.getAttribute(u).split(le),_=/([.?@])?(.*)/.exec(m);d.push({type:1,index:n,name:_[2],strings:$,ctor:_[1]==="."?ht:_[1]==="?"?ut:_[1]==="@"?pt:ke}),r.removeAttribute(u)}else u.startsWith(le)&&(d.push({type:6,index:n}),r.removeAttribute(u));if(wi.test(r.tagName)){let u=r.textContent.split(le),m=u.length-1;if(m>0){r.textContent=ct?ct.emptyScript:"";for(let $=0;$<m;$++)r.append(u[$],Ye()),Ee.nextNode(),d.push({type:2,index:++n});r.append(u[m],Ye())}}}else if(r.nodeType===8)if(r.data===vs)d.push({type:2,index:n});else{let u=-1;for(;(u=r.data.indexOf(le,u+1))!==-1;)d.push({type:7,index:n}),u+=le.length-1}n++}}static createElement(e,t){let s=Ae.createElement("template");return s.innerHTML=e,s}};function xe(i,e,t=i,s){if(e===G)return e;let r=s!==void 0?t._$Co?.[s]:t._$Cl,n=Ke(e)?void 0:e._$litDirective$;return r?.constructor!==n&&(r?._$AO?.(!1),n===void 0?r=void 0:(r=new n(i),r._$AT(i,t,s)),s!==void 0?(t._$Co??=[])[s]=r:t._$Cl=r),r!==void 0&&(e=xe(i,r._$AS(i,e.values),r,s)),e}var dt=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:s}=this._$AD,r=(e?.creationScope??Ae).importNode(t,!0);Ee.currentNode=r;let n=Ee.nextNode(),o=0,l=0,d=s[0];for(;d!==void 0;){if(o===d.index){let h;d.type===2?h=new Ne(n,n.nextSibling,this,e):d.type===1?h=new d.ctor(n,d.name,d.strings,this,e):d.type===6&&(h=new mt(n,this,e)),this._$AV.push(h),d=s[++l]}o!==d?.index&&(n=Ee.nextNode(),o++)}return Ee.currentNode=Ae,r}p(e){let t=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,t),t+=s.strings.length-2):s._$AI(e[t])),t++}},Ne=class i{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,s,r){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=s,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=xe(this,e,t),Ke(e)?e===c||e==null||e===""?(this._$AH!==c&&this._$AR(),this._$AH=c):e!==this._$AH&&e!==G&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):yi(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==c&&Ke(this._$AH)?this._$AA.nextSibling.data=e:this.T(Ae.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:s}=e,r=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=Ze.createElement(Ei(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===r)this._$AH.p(t);else{let n=new dt(r,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(e){let t=$i.get(e.strings);return t===void 0&&$i.set(e.strings,t=new Ze(e)),t}k(e){$s(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,s,r=0;for(let n of e)r===t.length?t.push(s=new i(this.O(Ye()),this.O(Ye()),this,this.options)):s=t[r],s._$AI(n),r++;r<t.length&&(this._$AR(s&&s._$AB.nextSibling,r),t.length=r)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let s=pi(e).nextSibling;pi(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},ke=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,s,r,n){this.type=1,this._$AH=c,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=n,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=c}_$AI(e,t=this,s,r){let n=this.strings,o=!1;if(n===void 0)e=xe(this,e,t,0),o=!Ke(e)||e!==this._$AH&&e!==G,o&&(this._$AH=e);else{let l=e,d,h;for(e=n[0],d=0;d<n.length-1;d++)h=xe(this,l[s+d],t,d),h===G&&(h=this._$AH[d]),o||=!Ke(h)||h!==this._$AH[d],h===c?e=c:e!==c&&(e+=(h??"")+n[d+1]),this._$AH[d]=h}o&&!r&&this.j(e)}j(e){e===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ht=class extends ke{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===c?void 0:e}},ut=class extends ke{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==c)}},pt=class extends ke{constructor(e,t,s,r,n){super(e,t,s,r,n),this.type=5}_$AI(e,t=this){if((e=xe(this,e,t,0)??c)===G)return;let s=this._$AH,r=e===c&&s!==c||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,n=e!==c&&(s===c||r);r&&this.element.removeEventListener(this.name,this,s),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},mt=class{constructor(e,t,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){xe(this,e)}},xi={M:bs,P:le,A:vs,C:1,L:Ai,R:dt,D:yi,V:xe,I:Ne,H:ke,N:ut,U:pt,B:ht,F:mt},jn=gs.litHtmlPolyfillSupport;jn?.(Ze,Ne),(gs.litHtmlVersions??=[]).push("3.3.3");var ki=(i,e,t)=>{let s=t?.renderBefore??e,r=s._$litPart$;if(r===void 0){let n=t?.renderBefore??null;s._$litPart$=r=new Ne(e.insertBefore(Ye(),n),n,void 0,t??{})}return r._$AI(i),r};var ws=globalThis,ee=class extends ae{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ki(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return G}};ee._$litElement$=!0,ee.finalized=!0,ws.litElementHydrateSupport?.({LitElement:ee});var Bn=ws.litElementPolyfillSupport;Bn?.({LitElement:ee});(ws.litElementVersions??=[]).push("4.2.2");function Ue(i){return new Date(Date.parse(i)-1).toISOString()}function De(i,{status:e,startsAt:t,expiresAt:s}){let r=i.date(e==="SCHEDULED"?t:Ue(s));return a`<span class="tag ${e==="ACTIVE"?"good":"warn"}">${i.t(`plan.${e}`,{date:r})}</span>`}var _i={"notification.INVITATION_RECEIVED":"{person} l\xE4dt Sie in {group} ein.","notification.INVITATION_ACCEPTED":"{person} hat die Einladung in {group} angenommen.","notification.INVITATION_DECLINED":"{person} hat die Einladung in {group} abgelehnt.","notification.INVITATION_EMAIL_FAILED":"Die Einladung in {group} an {person} konnte nicht per E-Mail zugestellt werden.","notification.MEMBER_JOINED":"{person} ist {group} beigetreten.","notification.ADDED_TO_GROUP":"{person} hat Sie zu {group} hinzugef\xFCgt.","notification.ADDED_TO_GROUP.nobody":"Sie geh\xF6ren jetzt zur Administration von {group}.","notification.REMOVED_FROM_GROUP":"{person} hat Sie aus {group} entfernt.","notification.ROLE_CHANGED":"Ihre Rolle in {group} ist jetzt {role}.","notification.SEAT_ALLOCATED":"Sie haben jetzt einen Platz in {group}.","notification.SEAT_RELEASED":"Ihr Platz in {group} wurde zur\xFCckgenommen.","notification.SEAT_PLAN_EXPIRING":"Das Abonnement von {group} l\xE4uft am {date} ab.","notification.RESOURCE_SHARED":"{person} hat {resource} mit {group} geteilt.","notification.RESOURCE_ASSIGNED":"Sie werden gebeten, {resource} in {group} durchzuarbeiten.","notification.ASSIGNMENT_COMPLETED":"{person} hat {resource} in {group} durchgearbeitet.","notification.CASELOAD_FULL":"{person} konnte nicht alle in {group} einladen: Die Patientenliste ist voll.","notification.CASELOAD_FULL.nobody":"Jemand konnte {group} nicht beitreten: Die Patientenliste ist voll.","notification.hidden":"Hier ging es um etwas in einer Gruppe, das Sie nicht mehr sehen d\xFCrfen."};var Si={"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","list.nobodyFound":"Dazu wurde niemand gefunden.","list.nobody":"Es gibt niemanden zur Auswahl.","list.more":"Es gibt noch mehr: Tippen Sie einen Namen.","list.suggestions":"Vorschl\xE4ge","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.open":"Offene Gruppen","groups.joinOpen":"Beitreten","groups.joinOpenName":"{group} beitreten","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.ownRole":"Eigene Rolle \xE4ndern","members.ownRoleText":"Ihre Rolle ist dann {role}. Zur\xFCck \xE4ndern k\xF6nnen Sie sie nicht selbst.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.join":"Gruppe beitreten","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten","invite.new":"Neu einladen","invite.existing":"Bekannte hinzuf\xFCgen","invite.who":"Wen","invite.whoHint":"Eine E-Mail-Adresse, ein Name oder @benutzername. F\xFCgen Sie beliebig viele Adressen ein.","invite.role":"Rolle der Hinzugef\xFCgten","invite.add":"Hinzuf\xFCgen","invite.none":"Noch steht niemand auf der Liste.","invite.list":"Wer eingeladen wird","invite.more.one":"und {count} weitere Person","invite.more.other":"und {count} weitere","invite.nobody":"Darin steht keine Adresse und kein Benutzername.","invite.isMember":"ist Mitglied","invite.isInvited":"ist schon eingeladen","invite.listFull":"Die Patientenliste dieser Gruppe ist voll. Wer sie f\xFChrt, erf\xE4hrt es, sobald Sie einladen.","invite.left.one":"{count} Platz ist auf der Patientenliste frei.","invite.left.other":"{count} Pl\xE4tze sind auf der Patientenliste frei.","invite.over.one":"{count} Person hat darauf vielleicht keinen Platz.","invite.over.other":"{count} Personen haben darauf vielleicht keinen Platz.","invite.upgrade":"Erweitern","invite.send.one":"{count} Person einladen","invite.send.other":"{count} Personen einladen","invite.invited.one":"{count} Person ist eingeladen.","invite.invited.other":"{count} Personen sind eingeladen.","invite.refused.one":"{count} Person nicht: Den Grund nennt die Liste.","invite.refused.other":"{count} Personen nicht: Den Grund nennt die Liste.","invite.see":"Einladungen ansehen","invite.sendMail":"Allen eine E-Mail senden","invite.sendMailHint":"Sonst kopieren Sie die Links unter Einladungen und geben sie selbst weiter.","invite.replies":"Antworten kommen zu Ihnen.","invite.template":"E-Mail bearbeiten","invite.preview":"Vorschau der E-Mail","invite.subject":"Betreff","invite.body":"Text","invite.bodyHint":"@register_url wird zum pers\xF6nlichen Link und muss deshalb bleiben.","invite.linkMissing":"@register_url fehlt: Ohne den Link kann niemand annehmen. F\xFCgen Sie ihn wieder in den Text ein.","invite.placeholders":"Platzhalter einf\xFCgen","invite.restore":"Zur\xFCck zur Vorlage","invite.to":"An","patients.search":"Patientin oder Patient suchen","patients.none":"Noch steht niemand auf Ihrer Liste. Wer einer Ihrer Gruppen mit Einladung oder Code als Mitglied beitritt, kommt darauf.","patients.noCaseload":"Sie f\xFChren keine Patientenliste.","patients.count.one":"{count} Person","patients.count.other":"{count} Personen","patients.countOf.one":"{count} von {limit} Pl\xE4tzen ist belegt","patients.countOf.other":"{count} von {limit} Pl\xE4tzen sind belegt","patients.reserved.one":"{count} davon ist f\xFCr eine offene Einladung freigehalten.","patients.reserved.other":"{count} davon sind f\xFCr offene Einladungen freigehalten.","patients.full":"Ihre Liste ist voll: Niemand kann mehr beitreten, dessen Platz darauf w\xE4re. Erweitern Sie Ihr Konto.","patients.removeText":"Der Platz ist sofort frei. Wer noch in einer Ihrer Gruppen ist, muss sie zuerst verlassen.","account.profile":"Profil","account.username":"Benutzername","account.usernameHint":"3 bis 32 Zeichen: a\u2013z, 0\u20139, Punkt, Unterstrich und Bindestrich.","account.saved":"Ihr Profil ist gespeichert.","account.password":"Passwort","account.current":"Bisheriges Passwort","account.new":"Neues Passwort","account.passwordHint":"Mindestens 10 Zeichen. \xDCberall sonst werden Sie abgemeldet.","account.setPassword":"Passwort setzen","account.passwordSet":"Ihr Passwort ist gesetzt.","account.logOut":"Abmelden","tokens.name":"Zugangstoken","tokens.hint":"Mit einem Token handelt ein Programm in Ihrem Namen, innerhalb seiner Rechte.","tokens.create":"Neues Token","tokens.program":"Name des Programms","tokens.scopes":"Was es darf","tokens.once":"Kopieren Sie das Token jetzt. Es wird nur hier gezeigt.","tokens.copied":"Das Token ist kopiert.","tokens.used":"zuletzt benutzt {date}","tokens.unused":"nie benutzt","tokens.revoke":"Widerrufen","tokens.revokeText":"Das Programm kann dann nicht mehr in Ihrem Namen handeln.","tokens.revoked":"Das Token ist widerrufen.","scope.READ":"Lesen","scope.WRITE":"Lesen und \xE4ndern","scope.READ_ACCESS":"Sehen, wer Zugang hat","scope.STAFF":"Betrieb"};var Ti={"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","list.nobodyFound":"Nobody is like this.","list.nobody":"There is nobody to choose.","list.more":"There are more: type a name.","list.suggestions":"Suggestions","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.open":"Open groups","groups.joinOpen":"Join","groups.joinOpenName":"Join {group}","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.ownRole":"Change your role","members.ownRoleText":"Your role will be {role}. You cannot change it back yourself.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.join":"Join the group","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit","invite.new":"Invite New","invite.existing":"Add Existing","invite.who":"Who","invite.whoHint":"An email address, a name or @username. Paste as many addresses as you like.","invite.role":"Role of whom you add","invite.add":"Add","invite.none":"Nobody is on the list yet.","invite.list":"Who will be invited","invite.more.one":"and {count} more","invite.more.other":"and {count} more","invite.nobody":"There is no address or username in this.","invite.isMember":"is a member","invite.isInvited":"is invited already","invite.listFull":"This group's list of patients is full. Invite them, and whoever keeps it is told.","invite.left.one":"{count} place is left on the list of patients.","invite.left.other":"{count} places are left on the list of patients.","invite.over.one":"{count} person below may not fit on it.","invite.over.other":"{count} people below may not fit on it.","invite.upgrade":"Upgrade","invite.send.one":"Invite {count} person","invite.send.other":"Invite {count} people","invite.invited.one":"{count} person is invited.","invite.invited.other":"{count} people are invited.","invite.refused.one":"{count} person is not: the list says why.","invite.refused.other":"{count} people are not: the list says why.","invite.see":"See the invitations","invite.sendMail":"Send each an email","invite.sendMailHint":"Without it, copy their links from Invitations and pass them on yourself.","invite.replies":"Replies come to you.","invite.template":"Edit the email","invite.preview":"Preview the email","invite.subject":"Subject","invite.body":"Text","invite.bodyHint":"@register_url becomes the personal link of each, so it has to stay.","invite.linkMissing":"@register_url is missing: without it nobody can accept. Put it back into the text.","invite.placeholders":"Insert a placeholder","invite.restore":"Back to the template","invite.to":"To","patients.search":"Find a patient","patients.none":"Nobody is on your list yet. Whoever joins one of your groups as a member, by invitation or code, comes onto it.","patients.noCaseload":"You keep no list of patients.","patients.count.one":"{count} patient","patients.count.other":"{count} patients","patients.countOf.one":"{count} of {limit} places is taken","patients.countOf.other":"{count} of {limit} places are taken","patients.reserved.one":"{count} of them is kept for an invitation that waits for an answer.","patients.reserved.other":"{count} of them are kept for invitations that wait for an answer.","patients.full":"Your list is full: nobody else can join whose place would be on it. Upgrade your account to add more people.","patients.removeText":"Their place is free at once. Somebody who is still in one of your groups has to leave it first.","account.profile":"Profile","account.username":"Username","account.usernameHint":"3 to 32 of a\u2013z, 0\u20139, dot, underscore and hyphen.","account.saved":"Your profile is saved.","account.password":"Password","account.current":"Current password","account.new":"New password","account.passwordHint":"10 characters at least. It signs you out everywhere else.","account.setPassword":"Set password","account.passwordSet":"Your password is set.","account.logOut":"Log out","tokens.name":"Access tokens","tokens.hint":"A token lets a program act as you, within its scopes.","tokens.create":"New token","tokens.program":"Name of the program","tokens.scopes":"What it may do","tokens.once":"Copy the token now. It is shown only here.","tokens.copied":"The token is copied.","tokens.used":"last used {date}","tokens.unused":"never used","tokens.revoke":"Revoke","tokens.revokeText":"The program can no longer act as you.","tokens.revoked":"The token is revoked.","scope.READ":"Read","scope.WRITE":"Read and change","scope.READ_ACCESS":"See who has access","scope.STAFF":"Staff"};var Re={en:Ti,de:{...Si,..._i}},Gn=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/,Hn=/[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;function _e(i,e){Re[i]={...Re[i],...e},dispatchEvent(new Event("usher-messages"))}function Se(i){let e=i;for(;e;){let t=e.closest("[lang]:not([lang=''])");if(t)return t.getAttribute("lang");let s=e.getRootNode();e=s instanceof ShadowRoot?s.host:null}return navigator.language}function Es(i){return Gn.test(i)?"rtl":"ltr"}function ft(i){let e=Re[i]??Re[i.split("-")[0]]??Re.en,t=new Intl.PluralRules(i),s=new Intl.NumberFormat(i),r=u=>s.format(u),n=Es(i)==="rtl",o=u=>e[u]??Re.en[u],l=u=>u&&(n||Hn.test(u))?`\u2068${u}\u2069`:u,d=u=>n?`\u2066${u}\u2069`:u,h=(u,m)=>u.replace(/\{(\w+)\}/g,($,_)=>{let U=m[_];return typeof U=="number"?r(U):l(U??"")}),p=(u,m={})=>{let{count:$}=m,_=typeof $=="number"?`${u}.${t.select($)}`:u;return h(o(_)??o(`${u}.other`)??o(u)??u,m)};return Object.assign(p,{number:r,error:u=>o(`error.${u}`)??p("error.other"),problem:({code:u,message:m,path:$})=>e[`problem.${u}.${$?.at(-1)}`]??e[`problem.${u}`]??m,notification:({kind:u,message:m,details:$})=>{if(!$)return e["notification.hidden"]??d(m);let{expiresAt:_,role:U,...ne}=$,W=`notification.${u}`,X=!ne.person&&e[`${W}.nobody`]||e[W];return!X||!ne.group?d(m):h(X,{...ne,role:U&&p(`role.${U}`),date:_&&As(i,Ue(_))})}})}var Ii=new Map;function Ci(i,e){let t=`${i} ${Object.keys(e).length}`,s=Ii.get(t)??new Intl.DateTimeFormat(i,e);return Ii.set(t,s),s}function As(i,e){return Ci(i,{dateStyle:"medium"}).format(new Date(e))}function Ni(i,e){return Ci(i,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}_e("en",oi);_e("de",{...ri,...ni});function Te(i){return"text"in Object(i)?i.text:i.loc?.source.body??String(i)}function Pi(i){let{id:e,text:t}=Object(i);return t===void 0?void 0:e}var N=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,t,s=[],r){super(t),this.code=e,this.errors=s,this.retryAfter=r}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function Je(i,e){let[t]=i,{code:s="UNREADABLE",retryAfter:r=e}=t?.extensions??{};return new N(s,t?.message??"The server sent an error without a message.",i,r)}function he(i){return i instanceof N?i:new N("NETWORK",i instanceof Error?i.message:"The connection was cut.")}var Fn=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function xs({code:i}){return Fn.has(i)}function ks(i,e){return new Promise(t=>{let s=()=>{clearTimeout(r),e?.removeEventListener("abort",s),t()},r=setTimeout(s,i);e?.addEventListener("abort",s),e?.aborted&&s()})}function _s(i,e=0){let t=Math.min(500*2**i,3e4),s=i?t/2:0;return Math.max(s+Math.random()*(t-s),e*1e3)}var gt=class{#e=0;#t=0;#s;pause(e){if(!this.#s){Date.now()-this.#t>1e4&&(this.#e=0);let t=new AbortController,s=ks(_s(this.#e++,e),t.signal).then(()=>{this.#s=void 0,this.#t=Date.now()});this.#s={over:s,cut:t}}return this.#s.over}cut(){this.#e=0,this.#s?.cut.abort()}};var Vn=5,Wn=10,qn="application/graphql-response+json, application/json;q=0.9",Yn=new Set([502,503,504]),bt=class{#e=!1;#t;#s;constructor(e,t){this.#t=e,this.#s=t}#i(e,t){let s=this.#e?void 0:Pi(e);return s?{documentId:s,variables:t}:{query:Te(e),variables:t}}async send(e,t,{signal:s,idempotencyKey:r}={},n=Vn){for(let o=0;;o++){let l=this.#i(e,t);try{return await this.#r(l,r,s)}catch(d){if(s?.aborted)throw d;let h=he(d);if(l.documentId&&h.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(h.code==="RETRYABLE"||h.code==="RATE_LIMITED"||h.code==="NETWORK"&&r!==!1)||o+1>=n||(h.retryAfter??0)>Wn)throw h;await ks(_s(o,h.retryAfter),s)}}}async#r(e,t,s){let r=await this.#s.token();try{return await this.#n(e,r,t,s)}catch(n){if(!he(n).isSignedOut||!this.#s.refuse(r))throw n;return this.#n(e,await this.#s.token(),t,s)}}async#n(e,t,s,r){let n={accept:qn,"content-type":"application/json"};t&&(n.authorization=`Bearer ${t}`),s&&(n["idempotency-key"]=s);let{credentials:o}=this.#s,l=await fetch(this.#t,{method:"POST",headers:n,credentials:o,body:JSON.stringify(e),signal:r??null});return Kn(l,await l.text(),this.#t)}};function Kn(i,e,t){let s=Number(i.headers.get("retry-after"))||void 0,r;try{if(r=JSON.parse(e),!r.data&&!r.errors)throw new SyntaxError}catch{let d=Yn.has(i.status)?"NETWORK":"UNREADABLE";throw new N(d,`${t} answers with status ${i.status}, and not as GraphQL does.`,[],s)}let{data:n,errors:o=[]}=r,l=o.length>0&&Object.values(n??{}).every(d=>d===null);if(!n||l)throw Je(o,s);return{data:n,errors:o}}function Ui(i,e){let t=new Map;Ss(e,t);let s=new Set,r=new Set;function n(o){if(Array.isArray(o))return vt(o,o.map(n));if(!B(o))return o;let l=J(o);l!==void 0&&s.add(l);let d=l===void 0?void 0:t.get(l),h={};for(let[p,u]of Object.entries(o)){let m=n(u);!d||p==="id"||$t(m)?h[p]=m:p in d?h[p]=Di(m,d[p],()=>r.add(l)):(h[p]=m,r.add(l))}return vt(o,h)}return{data:n(i),found:s,partial:r}}function Di(i,e,t){if(e===null||!(B(e)||Array.isArray(e)&&e.some(B)))return Zn(i,e)?i:e;if(!B(i)||!B(e))return t(),i;let s={},r=!0;for(let[n,o]of Object.entries(i))n in e?s[n]=$t(o)?o:Di(o,e[n],t):(r=!1,s[n]=o);return r||J(i)!==void 0&&J(i)===J(e)?vt(i,s):(t(),i)}function Ss(i,e){if(Array.isArray(i))for(let s of i)Ss(s,e);if(!B(i))return;let t=J(i);t!==void 0&&e.set(t,{...e.get(t),...i});for(let s of Object.values(i))Ss(s,e)}function $t(i){return Array.isArray(i)?i.some(B):B(i)&&(Array.isArray(i.nodes)||Array.isArray(i.edges))}function B(i){return typeof i=="object"&&i!==null&&!Array.isArray(i)}function J(i){return B(i)&&typeof i.id=="string"?i.id:void 0}function vt(i,e){return Object.entries(e).every(([s,r])=>i[s]===r)?i:e}function Zn(i,e){return!Array.isArray(i)||!Array.isArray(e)?i===e:i.length===e.length&&i.every((t,s)=>t===e[s])}var Jn={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},Qn=/\bhistory\b/,Xn=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function Ri(i,e,t,{found:s,partial:r}){if(!B(t))return!0;if(typeof t.kind!="string")return!eo(t,s,r);let[n,o]=Jn[t.kind]??[],l=n===void 0?void 0:t[n],d=t.group??t.viewer;return!B(l)||!B(d)||Qn.test(i)||o?.test(i)||r.has(J(l)??"")||r.has(J(d)??"")?!0:Xn.test(i)&&to(e,J(d))!==d.viewerActionsVersion}function eo(i,e,t){let s=J(i)??"";return e.has(s)&&!t.has(s)&&!Object.values(i).some($t)}function to(i,e){let t=Qe(i,s=>J(s)===e&&"viewerActionsVersion"in s);return t?t.viewerActionsVersion:Symbol()}function Qe(i,e){if(B(i)&&e(i))return i;for(let t of B(i)||Array.isArray(i)?Object.values(i):[]){let s=Qe(t,e);if(s)return s}}var yt=class{isOver=!1;#e;#t;constructor(e,t){this.#t=e,this.#e=so(e,t)}isOf({document:e,variables:t}){return this.#t.document===e&&JSON.stringify(this.#t.variables)===JSON.stringify(t)}get mayHaveMissed(){return this.#e===void 0&&Ts(this.#t)}follow(e,t){let{document:s,variables:r}=this.#t,n=this.#e&&{after:this.#e},o=!1,l=e.subscribe(Te(s),{...r,...n},{open:()=>o||t.open(),next:(d,h)=>{if(o)return;let p=Object.values(d)[0],{cursor:u=h}=Object(p);u&&(this.#e=u),t.event(p)},error:d=>o||t.error(d),complete:()=>{o||(Ts(this.#t)?t.error(new N("RETRYABLE","The stream has ended.")):this.isOver=!0)}});return()=>{o=!0,l()}}};function Ts({document:i}){return/\$after\b/.test(Te(i))}function so(i,e){if(!Ts(i))return;if(i.cursor)return i.cursor(e)??void 0;let{groupId:t}={groupId:void 0,...i.variables},s=n=>typeof n.liveCursor=="string";return(Qe(e,n=>s(n)&&n.id===t)??Qe(e,s))?.liveCursor}var io=500,ro=60,Oi={status:"connecting",data:void 0,errors:[],error:void 0},Et=class{#e=Oi;#t=new Set;#s;#i;#r=0;#n;#o=0;#a;#l;#c=0;#h=!1;#d=[];#u;#p;#f;#m;#b;constructor(e,t,s,r,n){this.#u=e,this.#p=t,this.#f=s,this.#m=r,this.#b=n,this.#s=Te(t),this.#v()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#f=e,this.refresh()}refresh(){this.#c=0,this.#h=!0,clearTimeout(this.#l),this.#l=void 0,this.#a?this.#a.abort():this.#_()}stop(){this.#y(),this.#t.clear(),this.#b()}restart(){this.#y(),this.#g(Oi),this.#v()}apply(e){this.#d.push(e),this.#S(e).hasChanged&&this.#k()}#v(){this.#w(++this.#r)}#y(){this.#r++,this.#i=void 0,this.#h=!1,this.#o=0,clearTimeout(this.#l),this.#l=void 0,this.#a?.abort(),this.#a=void 0,this.#n?.(wt())}async#w(e){for(;e===this.#r;)try{if(this.#i??=await this.#A(),e!==this.#r)return;this.#_(),await this.#C(e)}catch(t){let s=he(t);e===this.#r&&s.code!==Is&&await this.#E(s)}}async#E(e){let t=this.#i!==void 0;if(xs(e))this.#g({status:"connecting",error:e});else if(this.#i=void 0,e.code!=="CURSOR_EXPIRED")return t?this.#o++?this.#I({error:e}):void 0:this.#I({error:e,data:void 0});await this.#u.pauses.pause(e.retryAfter)}async#A(){let{data:e}=await this.#T();return this.#$(e)}#$(e){return(typeof this.#m=="function"?this.#m(e):this.#m).map(s=>this.#i?.find(r=>r.isOf(s))??new yt(s,e))}#x(e){let t=this.#i;if(!t||typeof this.#m!="function")return;let s=this.#$(e);s.length===t.length&&s.every(r=>t.includes(r))||(this.#i=s,this.#n?.(wt()))}async#C(e){let t=[];try{return await new Promise((s,r)=>{this.#n=r;let n=(this.#i??[]).filter(({isOver:o})=>!o);n.length||this.#g({status:"live",error:void 0});for(let o of n){let l=()=>e===this.#r&&this.#N(o),d=h=>e===this.#r&&this.#P(h);t.push(o.follow(this.#u.transport,{open:l,event:d,error:r}))}})}finally{this.#n=void 0;for(let s of t)s()}}#N({mayHaveMissed:e}){this.#g({status:"live",error:void 0}),e&&this.#k()}#P(e){this.#o=0,this.#d.push(e),this.#S(e).isStale&&this.#k()}#S(e){let t=this.#e.data;if(t===void 0)return{isStale:!1,hasChanged:!1};let s=Ui(t,e);return this.#g({data:s.data}),{isStale:Ri(this.#s,t,e,s),hasChanged:s.data!==t}}#k(){this.#h=!0,this.#_()}#_(){if(!this.#h||this.#l||this.#a||!this.#i)return;let e=Math.max(ro*Math.random(),this.#c+io-Date.now());this.#l=setTimeout(()=>{this.#l=void 0;let t=this.#r;this.#T().catch(s=>t===this.#r?this.#U(he(s)):void 0)},e)}async#U(e){if(e.code===Is)return;if(!xs(e))return this.#n?.(e);let t=this.#r;await this.#u.pauses.pause(e.retryAfter),t===this.#r&&this.#k()}async#T(){this.#a?.abort(),clearTimeout(this.#l),this.#l=void 0;let e=this.#a=new AbortController;this.#c=Date.now(),this.#h=!1,this.#d=[];try{let t=await this.#u.http.send(this.#p,this.#f,{signal:e.signal},1);if(e.signal.aborted)throw wt();let s=this.#d;this.#g({data:t.data,errors:t.errors});for(let r of s)this.#S(r);return this.#x(t.data),t}catch(t){throw e.signal.aborted?wt():t}finally{this.#a===e&&(this.#a=void 0,this.#_())}}#I(e){this.#r++,this.#g({...e,status:"ended"})}#g(e){if(!Object.entries(e).every(([s,r])=>this.#e[s]===r)){this.#e={...this.#e,...e};for(let s of this.#t)s(this.#e)}}},Is="STOPPED";function wt(){return new N(Is,"Something newer takes its place.")}var At=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new N("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function Li(i){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&i();return window.addEventListener("online",i),window.addEventListener("pageshow",i),document.addEventListener("resume",i),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",i),window.removeEventListener("pageshow",i),document.removeEventListener("resume",i),document.removeEventListener("visibilitychange",e)}}function H(i){return i===null?"null":Array.isArray(i)?"array":typeof i}function ue(i){return H(i)==="object"}function no(i){return Array.isArray(i)&&i.length>0&&i.every(e=>"message"in e)}function Cs(i,e){return i.length<124?i:e}var Mi="graphql-transport-ws";var F=(i=>(i[i.InternalServerError=4500]="InternalServerError",i[i.InternalClientError=4005]="InternalClientError",i[i.BadRequest=4400]="BadRequest",i[i.BadResponse=4004]="BadResponse",i[i.Unauthorized=4401]="Unauthorized",i[i.Forbidden=4403]="Forbidden",i[i.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",i[i.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",i[i.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",i[i.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",i[i.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",i))(F||{}),V=(i=>(i.ConnectionInit="connection_init",i.ConnectionAck="connection_ack",i.Ping="ping",i.Pong="pong",i.Subscribe="subscribe",i.Next="next",i.Error="error",i.Complete="complete",i))(V||{});function zi(i){if(!ue(i))throw new Error(`Message is expected to be an object, but got ${H(i)}`);if(!i.type)throw new Error("Message is missing the 'type' property");if(typeof i.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${H(i.type)}`);switch(i.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(i.payload!=null&&!ue(i.payload))throw new Error(`"${i.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${i.payload}"`);break}case"subscribe":{if(typeof i.id!="string")throw new Error(`"${i.type}" message expects the 'id' property to be a string, but got ${H(i.id)}`);if(!i.id)throw new Error(`"${i.type}" message requires a non-empty 'id' property`);if(!ue(i.payload))throw new Error(`"${i.type}" message expects the 'payload' property to be an object, but got ${H(i.payload)}`);if(typeof i.payload.query!="string")throw new Error(`"${i.type}" message payload expects the 'query' property to be a string, but got ${H(i.payload.query)}`);if(i.payload.variables!=null&&!ue(i.payload.variables))throw new Error(`"${i.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${H(i.payload.variables)}`);if(i.payload.operationName!=null&&H(i.payload.operationName)!=="string")throw new Error(`"${i.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${H(i.payload.operationName)}`);if(i.payload.extensions!=null&&!ue(i.payload.extensions))throw new Error(`"${i.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${H(i.payload.extensions)}`);break}case"next":{if(typeof i.id!="string")throw new Error(`"${i.type}" message expects the 'id' property to be a string, but got ${H(i.id)}`);if(!i.id)throw new Error(`"${i.type}" message requires a non-empty 'id' property`);if(!ue(i.payload))throw new Error(`"${i.type}" message expects the 'payload' property to be an object, but got ${H(i.payload)}`);break}case"error":{if(typeof i.id!="string")throw new Error(`"${i.type}" message expects the 'id' property to be a string, but got ${H(i.id)}`);if(!i.id)throw new Error(`"${i.type}" message requires a non-empty 'id' property`);if(!no(i.payload))throw new Error(`"${i.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(i.payload)}`);break}case"complete":{if(typeof i.id!="string")throw new Error(`"${i.type}" message expects the 'id' property to be a string, but got ${H(i.id)}`);if(!i.id)throw new Error(`"${i.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${i.type}"`)}return i}function ji(i,e){return zi(typeof i=="string"?JSON.parse(i,e):i)}function Oe(i,e){return zi(i),JSON.stringify(i,e)}function Bi(i){let{url:e,connectionParams:t,lazy:s=!0,onNonLazyError:r=console.error,lazyCloseTimeout:n=0,keepAlive:o=0,disablePong:l,connectionAckWaitTimeout:d=0,retryAttempts:h=5,retryWait:p=async function(S){let w=Math.pow(2,S);await new Promise(x=>setTimeout(x,w*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:u=Ns,on:m,webSocketImpl:$,generateID:_=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,S=>{let w=Math.random()*16|0;return(S=="x"?w:w&3|8).toString(16)})},jsonMessageReplacer:U,jsonMessageReviver:ne}=i,W;if($){if(!ao($))throw new Error("Invalid WebSocket implementation provided");W=$}else typeof WebSocket<"u"?W=WebSocket:typeof global<"u"?W=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(W=window.WebSocket||window.MozWebSocket);if(!W)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let X=W,z=(()=>{let E=(()=>{let w={};return{on(x,R){return w[x]=R,()=>{delete w[x]}},emit(x){"id"in x&&w[x.id]?.(x)}}})(),S={connecting:m?.connecting?[m.connecting]:[],opened:m?.opened?[m.opened]:[],connected:m?.connected?[m.connected]:[],ping:m?.ping?[m.ping]:[],pong:m?.pong?[m.pong]:[],message:m?.message?[E.emit,m.message]:[E.emit],closed:m?.closed?[m.closed]:[],error:m?.error?[m.error]:[]};return{onMessage:E.on,on(w,x){let R=S[w];return R.push(x),()=>{let O=R.indexOf(x);O>-1&&R.splice(O,1)}},emit(w,...x){for(let R of[...S[w]])R(...x)}}})();function ds(E){let S=[z.on("error",w=>{S.forEach(x=>x()),E(w)}),z.on("closed",w=>{S.forEach(x=>x()),E(w)})];return()=>S.forEach(w=>w())}let ye,de=0,hs,Fe=!1,rt=0,Xs=!1;async function ei(){clearTimeout(hs);let[E,S]=await(ye??(ye=new Promise((R,O)=>(async()=>{if(Fe){if(await p(rt),!de)return ye=void 0,O({code:1e3,reason:"All Subscriptions Gone"});rt++}z.emit("connecting",Fe);let A=new X(typeof e=="function"?await e():e,Mi),oe,Ie;function nt(){isFinite(o)&&o>0&&(clearTimeout(Ie),Ie=setTimeout(()=>{A.readyState===X.OPEN&&(A.send(Oe({type:V.Ping})),z.emit("ping",!1,void 0))},o))}ds(j=>{ye=void 0,clearTimeout(oe),clearTimeout(Ie),O(j),j instanceof xt&&(A.close(4499,"Terminated"),A.onerror=null,A.onclose=null)}),A.onerror=j=>z.emit("error",j),A.onclose=j=>z.emit("closed",j),A.onopen=async()=>{try{z.emit("opened",A);let j=typeof t=="function"?await t():t;if(A.readyState!==X.OPEN)return;A.send(Oe(j?{type:V.ConnectionInit,payload:j}:{type:V.ConnectionInit},U)),isFinite(d)&&d>0&&(oe=setTimeout(()=>{A.close(F.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},d)),nt()}catch(j){z.emit("error",j),A.close(F.InternalClientError,Cs(j instanceof Error?j.message:String(j),"Internal client error"))}};let Ce=!1;A.onmessage=({data:j})=>{try{let M=ji(j,ne);if(z.emit("message",M),M.type==="ping"||M.type==="pong"){z.emit(M.type,!0,M.payload),M.type==="pong"?nt():l||(A.send(Oe(M.payload?{type:V.Pong,payload:M.payload}:{type:V.Pong},U)),z.emit("pong",!1,M.payload));return}if(Ce)return;if(M.type!==V.ConnectionAck)throw new Error(`First message cannot be of type ${M.type}`);clearTimeout(oe),Ce=!0,z.emit("connected",A,M.payload,Fe),Fe=!1,rt=0;let ii=new Promise((Wo,Cn)=>ds(Cn));ii.catch(()=>{}),R([A,ii])}catch(M){A.onmessage=null,z.emit("error",M),A.close(F.BadResponse,Cs(M instanceof Error?M.message:String(M),"Bad response"))}}})())));E.readyState===X.CLOSING&&await S;let w=()=>{},x=new Promise(R=>w=R);return[E,w,new Promise((R,O)=>{let A=ds(O);E.readyState!==X.OPEN&&S.catch(O),x.then(()=>{if(A(),!de){let oe=()=>E.close(1e3,"Normal Closure");isFinite(n)&&n>0?(clearTimeout(hs),hs=setTimeout(()=>{!de&&E.readyState===X.OPEN&&oe()},n)):oe()}R()})})]}function ti(E){if(Ns(E)&&(oo(E.code)||[F.InternalServerError,F.InternalClientError,F.BadRequest,F.BadResponse,F.Unauthorized,F.SubprotocolNotAcceptable,F.SubscriberAlreadyExists,F.TooManyInitialisationRequests].includes(E.code)))throw E;if(Xs)return!1;if(Ns(E)&&E.code===1e3)return de>0;if(!h||rt>=h||!u(E))throw E;return Fe=!0}s||(async()=>{for(de++;;)try{let[,,E]=await ei();await E}catch(E){try{if(!ti(E))return}catch(S){return r?.(S)}}})();function si(E,S){let w=_(E),x=!1,R=!1,O=()=>{de--,x=!0};return(async()=>{for(de++;;)try{let[A,oe,Ie]=await ei();if(x)return Ie.catch(()=>{}),oe();let nt=z.onMessage(w,Ce=>{switch(Ce.type){case V.Next:{S.next(Ce.payload);return}case V.Error:{R=!0,x=!0,S.error(Ce.payload),O();return}case V.Complete:{x=!0,O();return}}});A.send(Oe({id:w,type:V.Subscribe,payload:E},U)),O=()=>{!x&&A.readyState===X.OPEN&&A.send(Oe({id:w,type:V.Complete},U)),de--,x=!0,oe()},await Ie.finally(nt);return}catch(A){if(!ti(A))return}})().then(()=>{R||S.complete()}).catch(A=>{S.error(A)}),()=>{x||O()}}return{on:z.on,subscribe:si,iterate(E){let S=[],w={done:!1,error:null,resolve:()=>{}},x=si(E,{next(O){S.push(O),w.resolve()},error(O){w.done=!0,w.error=O,w.resolve()},complete(){w.done=!0,w.resolve()}}),R=(async function*(){for(;;){for(S.length||await new Promise(A=>w.resolve=A);S.length;)yield S.shift();if(w.error)throw w.error;if(w.done)return}})();return R.throw=async O=>(w.done||(w.done=!0,w.error=O,w.resolve()),{done:!0,value:void 0}),R.return=async()=>(x(),{done:!0,value:void 0}),R},async dispose(){if(Xs=!0,ye){let[E]=await ye;E.close(1e3,"Normal Closure")}},terminate(){ye&&z.emit("closed",new xt)}}}var xt=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function Ns(i){return ue(i)&&"code"in i&&"reason"in i}function oo(i){return[1e3,1001,1006,1005,1012,1013,1014].includes(i)?!1:i>=1e3&&i<=1999}function ao(i){return typeof i=="function"&&"constructor"in i&&"CLOSED"in i&&"CLOSING"in i&&"CONNECTING"in i&&"OPEN"in i}var lo=12e3,co=5e3,ho=4401,uo=4403,kt=class{#e;#t;#s;#i;#r=!1;#n;#o;#a=new Set;#l;constructor(e,t,s){this.#l=t,this.#e=Bi({url:e.replace(/^http/,"ws"),webSocketImpl:s,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#c(),on:{opened:r=>{this.#t=r},connected:()=>this.#h(),message:()=>this.#d(),closed:()=>this.#u()}})}subscribe(e,t,s){this.#r?queueMicrotask(()=>s.open()):this.#a.add(s);let r=this.#e.subscribe({query:e,variables:{...t}},{next:({data:n,errors:o})=>{n?s.next(n):s.error(Je(o??[]))},error:n=>{this.#a.delete(s),s.error(this.#p(n))},complete:()=>s.complete()});return()=>{this.#a.delete(s),r()}}probe(){!this.#r||this.#o||(this.#o=setTimeout(()=>this.cut(),co),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#c(){this.#i=void 0;try{this.#s=await this.#l.token()}catch(e){throw this.#i=he(e),e}return this.#s?{authorization:`Bearer ${this.#s}`}:{}}#h(){this.#r=!0,this.#n=setInterval(()=>this.probe(),lo);for(let e of this.#a)e.open();this.#a.clear()}#d(){clearTimeout(this.#o),this.#o=void 0}#u(){this.#r=!1,this.#d(),clearInterval(this.#n)}#p(e){if(this.#i)return this.#i;if(Array.isArray(e))return Je(e);let{code:t,reason:s,message:r}=e;if(t===ho||t===uo){let n=this.#l.refuse(this.#s);return new N(n?"NETWORK":"UNAUTHENTICATED",s||"The session is over. Sign in again.")}return new N("NETWORK",s||r||`The connection was closed (${t}).`)}};var Xe=class{#e;#t=new Set;#s;constructor({url:e="/graphql",token:t,webSocket:s,transport:r}={}){let n=new URL(e,globalThis.location?.href).href,o=new At(t),l=r?.(n,o)??new kt(n,o,s);this.#e={http:new bt(n,o),transport:l,pauses:new gt},this.#s=Li(()=>{this.#e.pauses.cut(),l.probe()})}query(e,t,s={}){return this.#e.http.send(e,t,s)}async mutate(e,t,{idempotencyKey:s=po(),signal:r}={}){let n=await this.#e.http.send(e,t,{idempotencyKey:s,signal:r});for(let o of this.#t)o.apply(n.data);return n}live(e,{variables:t,streams:s}){let r=new Et(this.#e,e,t,s,()=>this.#t.delete(r));return this.#t.add(r),r}signInChanged(){this.#e.transport.cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}close(){this.#s();for(let e of this.#t)e.stop();this.#e.transport.close()}};function po(){let i=crypto.getRandomValues(new Uint8Array(16));return Array.from(i,e=>e.toString(16).padStart(2,"0")).join("")}var Gi={text:"subscription UsherGroupChanges($groupId:ID!$after:String){groupChanges(groupId:$groupId after:$after){cursor kind subjectId group{id}}}"},Hi={text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function I(i){return{document:Gi,variables:{groupId:i}}}function D(){return{document:Hi}}var Ps=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new Xe({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let t={...this.#e,...e};if(t.src===this.#e.src&&t.token===this.#e.token)return;this.#e=t;let s=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),s?.close()}},C=new Ps;function et(i,e){return new N(i[0]?.extensions?.code??e,i[0]?.message??"")}C.set({src:new URL("../..",import.meta.url).href});var Fi=f`
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
`;var ce={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},pe=i=>(...e)=>({_$litDirective$:i,values:e}),te=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,s){this._$Ct=e,this._$AM=t,this._$Ci=s}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var Vi=f`
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
`;function Q({isOpen:i,heading:e,close:t},s){return a`<dialog part="dialog" aria-label=${e} @close=${t} @click=${n=>{!(n.detail>1)&&n.composedPath()[0]===n.currentTarget&&t()}} ${mo(i)}>
    ${i?a`<h2>${e}</h2>
            ${s}`:c}
  </dialog>`}var Us=class extends te{render(e){return c}update({element:e},[t]){let s=e;return t!==s.open&&queueMicrotask(()=>t?s.isConnected&&s.showModal():s.close()),c}},mo=pe(Us);var Ds=f`
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
`,fo=f`
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
`,go=f`
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
`,g=[Ds,fo,go,Fi,Vi];function se(i,e,t={}){let{kind:s="",busy:r=!1,disabled:n=!1,name:o,part:l="button",submit:d=!1}=t,h=r||n;return a`<button
    type=${d?"submit":"button"}
    class=${s}
    part=${l}
    aria-label=${o??c}
    aria-busy=${r?"true":c}
    aria-disabled=${h?"true":c}
    @click=${p=>{h||p.detail>1?p.preventDefault():e()}}
  >
    <span>${i}</span>
  </button>`}var bo=5e3,Rs=class extends ee{static{this.styles=[Ds,f`
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
    `]}#e=[];#t=0;show(e,t,s){let r={id:this.#t++,text:e,kind:t,url:s},n=this.#e.filter(o=>o.kind==="bad"&&o.text!==e);this.#e=[...n,r].slice(-3),t==="good"&&setTimeout(()=>this.#i(r),bo),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return a`<div role="status" aria-live="polite">${this.#s("good")}</div>
      <div role="alert">${this.#s("bad")}</div>`}#s(e){return this.#e.filter(t=>t.kind===e).map(t=>a`<p class=${e}>
            <span
              >${t.text} ${t.url?a`<a href=${t.url}>${new URL(t.url).host}</a>`:c}</span
            >
            <button aria-label=${ft(Se(this))("action.close")} @click=${()=>this.#i(t)}>
              ✕
            </button>
          </p>`)}#i(e){this.#e=this.#e.filter(t=>t!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",Rs);function me(i,{kind:e="good",url:t}={}){let s=document.querySelector("usher-toasts");s||(s=document.createElement("usher-toasts"),s.popover="manual",document.body.append(s)),s.show(i,e,t)}var b=class extends ee{constructor(){super(...arguments),this.#t=new Set,this.#i="",this.date=e=>As(Se(this),e),this.time=e=>Ni(Se(this),e),this.#a=()=>{this.#s=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=g}#e;#t;#s;#i;get t(){let e=Se(this);return(!this.#s||e!==this.#i)&&(this.#s=ft(this.#i=e)),this.#s}connectedCallback(){super.connectedCallback(),this.#o(),addEventListener("usher-messages",this.#a)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#a)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#o(),e.get("group")!==void 0&&Object.assign(this,this.#e),this.#e??=this.#r();let t=Es(Se(this));this.lang&&this.dir!==t&&(this.dir=t)}update(e){let t=this.shadowRoot?.activeElement;super.update(e),t&&!t.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,t){return this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return[C.base,"console",...e.map(encodeURIComponent)].join("/")}isBusy(e){return this.#t.has(e)}button(e,t,s,r={}){return se(t,s,{...r,busy:this.isBusy(e)})}async act(e,t,s,r={}){return this.during(e,async()=>{try{let{data:n,errors:o}=await C.client.mutate(t,s),l=Object.values(Object(n))[0];if(!l)throw et(o,"INTERNAL");let d=l.userErrors??[];if(d.length&&!r.isPartial?.(l)){this.emit("usher-refused",{action:e,errors:d});let p=d.map(u=>({...u,message:this.t.problem(u)}));r.mend?r.mend(p):me(p[0].message,{kind:"bad",url:p[0].url});return}this.emit("usher-done",{action:e,payload:l});let{done:h}=r;return h&&me(typeof h=="string"?h:h(l)),l}catch(n){this.fail(e,n);return}})}async ask(e,t,s){try{let{data:r,errors:n}=await C.client.query(e,t);if(r)return r;throw et(n,"INTERNAL")}catch(r){s?.(r.code)||this.fail("read",r);return}}async during(e,t){if(!this.#t.has(e)){this.#n(e,!0);try{return await t()}finally{this.#n(e,!1)}}}say(e){me(e)}refuse(e){me(e,{kind:"bad"})}fail(e,t){let{code:s}=t instanceof N?t:{code:"INTERNAL"};t instanceof N||console.error(t),this.emit("usher-failed",{action:e,code:s}),me(this.t.error(s),{kind:"bad"})}#r(){let{elementProperties:e}=this.constructor,t=[...e].filter(([,{state:s}])=>s);return Object.fromEntries(t.map(([s])=>[s,this[s]]))}#n(e,t){t?this.#t.add(e):this.#t.delete(e),this.requestUpdate()}#o(){this.src&&C.set({src:this.src}),this.token&&C.set({token:this.token})}#a};function v(i,e){customElements.get(i)||customElements.define(i,e)}var Wi={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},qi={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};var Le=class extends b{answers(e){let{id:t,viewerActions:s,group:r}=e;if(!s.includes("ACCEPT"))return c;let n=o=>`${o}: ${r.name}`;return a`<div class="bar" part="answers">
      ${this.button(`accept:${t}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:n(this.t("invitations.accept"))})}
      ${this.button(`decline:${t}`,this.t("invitations.decline"),()=>this.#t(e),{name:n(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:t}){let s=this.t("invitations.accepted",{group:t.name}),r=await this.act(`accept:${e}`,Wi,{id:e},{done:s});r&&this.emit("usher-accepted",{invitationId:e,groupId:r.member?.group.id})}async#t({id:e,group:t}){let s=this.t("invitations.declined",{group:t.name});await this.act(`decline:${e}`,qi,{id:e},{done:s})&&this.emit("usher-declined",{invitationId:e})}};var Yi={id:"sha256:4936edcb25c51fd3d72ac1af9369ae0867ae87f69c8b74041450ccd2f18b8607",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}caseload{id}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id kind message details{person group resource role expiresAt}url createdAt readAt}}}}"},_t={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var St=f`
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
`;function Tt({t:i,time:e},t,s){return a`<a
    class="notification ${t.readAt?"":"unread"}"
    part="notification"
    href=${t.url}
    @click=${()=>{t.readAt?c:s()}}
  >
    <i></i>
    <b>${i.notification(t)} ${t.readAt?c:a`<span class="away">(${i("bell.unread")})</span>`}</b>
    <time datetime=${t.createdAt}>${e(t.createdAt)}</time>
  </a>`}function It(i,e=3){return a`<div class="skeleton" role="status" aria-label=${i}>
    ${Array.from({length:e},()=>a`<i></i>`)}
  </div>`}function P(i,e=c){return a`<div class="card stack" part="empty">
    <p class="soft">${i}</p>
    ${e}
  </div>`}function Os({t:i},e,t){let s=e?.code??"NETWORK",r=e?.isSignedOut&&C.hasCookie;return a`<div class="card stack" part="failure" role="alert">
    <p>${i.error(s)}</p>
    <div class="bar">
      ${r?a`<a class="button first" href=${vo()}>${i("action.signIn")}</a>`:se(i("action.tryAgain"),t)}
    </div>
  </div>`}function Ct(i,e){return a`${i.t.problem(e)} ${tt(i,e.url)}`}function tt({t:i},e){return e?a`<a href=${e} target="_blank" rel="noopener">${i("invite.upgrade")}</a>`:c}function vo(){let{origin:i,pathname:e}=new URL(`${C.base}/login`,location.href),t=e.slice(0,-6),s=i===location.origin&&location.pathname.startsWith(`${t}/console`);return`${C.base}/login${s?`?to=${encodeURIComponent(location.pathname.slice(t.length))}`:""}`}var $o=3e3,y=class{#e;#t;#s;#i;#r=!1;#n;#o;#a;constructor(e,t,s){this.#n=e,this.#o=t,this.#a=s,e.addController(this)}get data(){return this.#s?.data}hostConnected(){C.addEventListener("change",this.#l),this.#n.requestUpdate()}hostDisconnected(){C.removeEventListener("change",this.#l),this.#d()}hostUpdate(){if(!this.#n.isConnected)return;let e=this.#o();if(!e)return this.#d();let t=JSON.stringify([e.document,e.streams,this.#n.group]),s=JSON.stringify(e.variables);this.#t?.key!==t?this.#c(e):this.#t.variables!==s&&this.#e?.show(e.variables),this.#t={key:t,variables:s}}get isMissing(){let{data:e,status:t}=this.#s??{};return e===void 0?t==="ended":this.#a(e)==null}refresh(){this.#e?.refresh()}render(e){let{t}=this.#n,{data:s,error:r,errors:n,status:o}=this.#s??{errors:[]};if(s!==void 0&&this.#a(s)!=null){let l=o==="ended";return a`${l||this.#r?a`<p class="note warn" role="status">${t(l?"state.ended":"state.cut")}</p>`:c}${e(s)}`}if(s!==void 0){let l=o==="ended"&&r?r:et(n,"NOT_FOUND");return Os(this.#n,l,()=>this.#l())}return o==="ended"||r&&this.#r?Os(this.#n,r,()=>this.#l()):It(t("state.loading"))}#l=()=>{this.#d(),this.#n.requestUpdate()};#c(e){this.#d();let t=C.client.live(e.document,e);this.#e=t,this.#s=t.current,t.subscribe(s=>{this.#s=s,this.#h(s),s.error?.isSignedOut&&this.#n.emit("usher-signed-out",{}),this.#n.requestUpdate()})}#h({status:e,error:t}){e==="connecting"&&t!==void 0?this.#i??=setTimeout(()=>{this.#r=!0,this.#n.requestUpdate()},$o):(clearTimeout(this.#i),this.#i=void 0,this.#r=!1)}#d(){this.#e?.stop(),this.#e=this.#s=this.#t=void 0,clearTimeout(this.#i),this.#i=void 0,this.#r=!1}};function st(i){return a`<svg
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
    ${i}
  </svg>`}var Ki=st(Pe`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),Zi=st(Pe`<circle cx="12" cy="8.500" r="3.700" /><path d="M4.800 20c.8-3.600 3.700-5.500 7.200-5.500s6.400 1.900 7.200 5.500" />`),fe=st(Pe`<path d="M12 5v14M5 12h14" />`),Ji=st(Pe`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`),Qi=st(Pe`<path d="M4 7h16M10 11v6M14 11v6M6 7l1 12.500h10L18 7M9 7V4.500h6V7" />`);var Nt=8,Pt=f`
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
`;function Ut(i,e,t){let{left:s,right:r,bottom:n}=i.getBoundingClientRect(),o=parseFloat(getComputedStyle(document.documentElement).fontSize),l=Math.min(t*o,innerWidth-2*Nt),d=getComputedStyle(i).direction==="ltr"?r-l:s;e.style.top=`${n+Nt}px`,e.style.left=`${Math.max(Nt,Math.min(d,innerWidth-l-Nt))}px`}function Dt({currentTarget:i,relatedTarget:e}){let t=i;!(e instanceof Element)||t.contains(e)||e.hasAttribute("popovertarget")||t.hidePopover()}var Xi=99,Rt=class extends Le{static{this.styles=[g,St,Pt,f`
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
    `]}#e=0;#t=!1;#s=new y(this,()=>({document:Yi,variables:{},streams:[D()]}),({viewer:e})=>e?.badge);render(){let e=this.#s.data?.viewer?.badge?.total??0;return a`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${Ki}
        ${e?a`<span class="count" part="count">${this.t.number(Math.min(e,Xi))}${e>Xi?"+":""}</span>`:c}
      </button>
      <span class="away" role="status"
        >${e>this.#e?this.t("bell.waiting",{count:e}):c}</span
      >
      <div
        id="panel"
        class="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.t("bell.name")}
        @beforetoggle=${this.#o}
        @focusout=${Dt}
      >
        ${this.#s.render(t=>this.#i(t))}
      </div>`}updated(){let{badge:e,caseload:t}=this.#s.data?.viewer??{};if(!e)return;let{total:s}=e,r=!!t;s===this.#e&&r===this.#t||(this.#e=s,this.#t=r,this.emit("usher-count",{total:s,hasCaseload:r}))}#i({viewer:e}){let t=e?.invitations?.nodes.filter(({status:r})=>r==="PENDING")??[],s=e?.notifications?.nodes??[];return a`<div class="top">
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${e?.badge?.unreadNotifications?this.button("read",this.t("bell.readAll"),()=>this.#r({all:!0}),{kind:"plain"}):c}
      </div>
      <ul>
        ${t.map(r=>a`<li class="invitation">
              <p>
                ${this.t(r.invitedBy?"bell.invitedBy":"bell.invited",{group:r.group.name,name:r.invitedBy?.name??""})}
              </p>
              ${this.answers(r)}
            </li>`)}
        ${s.map(r=>a`<li>${Tt(this,r,()=>this.#r({ids:[r.id]}))}</li>`)}
      </ul>
      ${t.length||s.length?c:a`<p class="none">${this.t("bell.empty")}</p>`}
      <div class="all">
        <a href=${this.page("notifications")} @click=${this.#n}>${this.t("bell.all")}</a>
        ${t.length?a`<a href=${this.page("invitations")} @click=${this.#n}>${this.t("invitations.title")}</a>`:c}
      </div>`}async#r(e){this.#n(),await this.act("read",_t,{input:e})}#n=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#o(e){e.newState==="open"&&Ut(this,e.target,26)}};v("usher-bell",Rt);var er={id:"sha256:4c99832c89f61526444dfb0c2ce6fa305efaa273c646777e5198e2fa2f0a7154",text:"query UsherGroups($first:Int!$after:String$search:String$firstOpen:Int!$afterOpen:String){viewer{id liveCursor memberships(search:$search first:$first after:$after){nodes{id role hasFullAccess group{id liveCursor name memberCount}}pageInfo{hasNextPage endCursor}}}open:groups(canJoin:true search:$search first:$firstOpen after:$afterOpen){nodes{id name description memberCount}pageInfo{hasNextPage endCursor}}}"},Ot={id:"sha256:8987972a6ea2749d63cdceac5a58771760b3d0a85f5d0edee49902bd59a61753",text:"mutation UsherJoinOpen($id:ID!){joinGroup(input:{groupId:$id}){viewer{id}group{id viewerActions viewerMembership{id role}}userErrors{code message path url}}}"},tr={id:"sha256:077148d1435becabf01803addf8f574e25342998e8846fc501d1f8bea61ed843",text:"mutation UsherJoin($code:String!){joinWithCode(input:{code:$code}){viewer{id}member{id role group{id name}}userErrors{code message path url}}}"};function k({id:i,label:e,hint:t,problem:s,control:r}){let n=[t&&`${i}-hint`,s&&`${i}-mend`].filter(Boolean).join(" ");return a`<div class="field" part="field">
    <label for=${i}>${e}</label>
    ${t?a`<p class="hint" id="${i}-hint">${t}</p>`:c}
    ${r(yo(n,!!s))}
    ${s?a`<p class="mend" id="${i}-mend" role="alert">${s}</p>`:c}
  </div>`}var Ls=class extends te{render(e,t){return c}update({element:e},[t,s]){return t?e.setAttribute("aria-describedby",t):e.removeAttribute("aria-describedby"),e.setAttribute("aria-invalid",String(s)),c}},yo=pe(Ls);function q(i,e){return Object.fromEntries(i.map(({path:t,message:s})=>[t?.[0]??e,s]))}var Lt=f`
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
`;var{I:wo}=xi,sr=i=>i;var rr=i=>i.strings===void 0,ir=()=>document.createComment(""),ze=(i,e,t)=>{let s=i._$AA.parentNode,r=e===void 0?i._$AB:e._$AA;if(t===void 0){let n=s.insertBefore(ir(),r),o=s.insertBefore(ir(),r);t=new wo(n,o,i,i.options)}else{let n=t._$AB.nextSibling,o=t._$AM,l=o!==i;if(l){let d;t._$AQ?.(i),t._$AM=i,t._$AP!==void 0&&(d=i._$AU)!==o._$AU&&t._$AP(d)}if(n!==r||l){let d=t._$AA;for(;d!==n;){let h=sr(d).nextSibling;sr(s).insertBefore(d,r),d=h}}}return t},ge=(i,e,t=i)=>(i._$AI(e,t),i),Eo={},Mt=(i,e=Eo)=>i._$AH=e,nr=i=>i._$AH,zt=i=>{i._$AR(),i._$AA.remove()};var or=(i,e,t)=>{let s=new Map;for(let r=e;r<=t;r++)s.set(i[r],r);return s},ar=pe(class extends te{constructor(i){if(super(i),i.type!==ce.CHILD)throw Error("repeat() can only be used in text expressions")}dt(i,e,t){let s;t===void 0?t=e:e!==void 0&&(s=e);let r=[],n=[],o=0;for(let l of i)r[o]=s?s(l,o):o,n[o]=t(l,o),o++;return{values:n,keys:r}}render(i,e,t){return this.dt(i,e,t).values}update(i,[e,t,s]){let r=nr(i),{values:n,keys:o}=this.dt(e,t,s);if(!Array.isArray(r))return this.ut=o,n;let l=this.ut??=[],d=[],h,p,u=0,m=r.length-1,$=0,_=n.length-1;for(;u<=m&&$<=_;)if(r[u]===null)u++;else if(r[m]===null)m--;else if(l[u]===o[$])d[$]=ge(r[u],n[$]),u++,$++;else if(l[m]===o[_])d[_]=ge(r[m],n[_]),m--,_--;else if(l[u]===o[_])d[_]=ge(r[u],n[_]),ze(i,d[_+1],r[u]),u++,_--;else if(l[m]===o[$])d[$]=ge(r[m],n[$]),ze(i,r[u],r[m]),m--,$++;else if(h===void 0&&(h=or(o,$,_),p=or(l,u,m)),h.has(l[u]))if(h.has(l[m])){let U=p.get(o[$]),ne=U!==void 0?r[U]:null;if(ne===null){let W=ze(i,r[u]);ge(W,n[$]),d[$]=W}else d[$]=ge(ne,n[$]),ze(i,r[u],ne),r[U]=null;$++}else zt(r[m]),m--;else zt(r[u]),u++;for(;$<=_;){let U=ze(i,d[_+1]);ge(U,n[$]),d[$++]=U}for(;u<=m;){let U=r[u++];U!==null&&zt(U)}return this.ut=o,Mt(i,d),G}});var T=class{#e=[];#t;#s=!1;#i;#r;#n;constructor(e,t=25){this.#r=e,this.#n=t,e.addController(this)}hostUpdate(){this.#r.group!==this.#i&&(this.#e=[]),this.#i=this.#r.group}get variables(){return{first:this.#n,after:this.#e.at(-1)??null}}reset(){this.#a([])}render({nodes:e,pageInfo:t},s,r,n=""){return t!==this.#t&&(this.#s=!1),this.#t=t,e.length?a`<ul class="rows" part="list" aria-busy=${this.#s} tabindex="-1" data-home>
          ${ar(e,({id:o})=>o,s)}
        </ul>
        ${this.#o(t,n)}`:this.#e.length?(this.#s||queueMicrotask(()=>this.#a(this.#e.slice(0,-1))),It(this.#r.t("state.loading"))):a`${r}`}#o({hasNextPage:e,endCursor:t},s){let{t:r}=this.#r,n=this.#e.length;return!n&&!e?c:a`<nav class="bar" part="pages" aria-label=${[r("list.pages"),s].filter(Boolean).join(": ")}>
      ${se(r("list.previous"),()=>this.#a(this.#e.slice(0,-1)),{disabled:!n})}
      <span class="soft" role="status">${r("list.page",{number:n+1})}</span>
      ${se(r("list.next"),()=>t&&this.#a([...this.#e,t]),{disabled:!e,busy:this.#s})}
    </nav>`}#a(e){this.#e=e,this.#s=!0,this.#r.requestUpdate()}};var Ao=200;function ie(i,e,t){let s;return a`<input
    type="search"
    part="search"
    aria-label=${i}
    placeholder=${i}
    .value=${e}
    maxlength="120"
    @input=${n=>{clearTimeout(s);let o=n.target.value.trim();s=setTimeout(()=>o!==e&&t(o),Ao)}}
  />`}var jt=class extends b{static{this.properties={_search:{state:!0},_isJoining:{state:!0},_problem:{state:!0}}}static{this.styles=[g,Lt,f`
      .rows button {
        position: relative;
      }
      .description {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
      }
    `]}#e=new T(this);#t=new T(this,10);#s=new y(this,()=>({document:er,variables:{...this.#e.variables,search:this._search||null,firstOpen:this.#t.variables.first,afterOpen:this.#t.variables.after},streams:({viewer:e})=>[D(),...(e?.memberships?.nodes??[]).map(({group:t})=>I(t.id))]}),({viewer:e})=>e?.memberships);constructor(){super(),this._search=this._problem="",this._isJoining=!1}render(){return a`<div class="stack">
      <div class="bar">
        <div class="grow">${ie(this.t("groups.search"),this._search,e=>this.#a(e))}</div>
        ${this.button("join",this.t("groups.join"),()=>this._isJoining=!0)}
        <a class="button first" href=${this.page("new")}>${fe}${this.t("groups.create")}</a>
      </div>
      ${this.#s.render(e=>this.#i(e))} ${this.#o()}
    </div>`}#i({viewer:e,open:t}){let s=this.#e.render(e.memberships,({role:r,hasFullAccess:n,group:o})=>a`<li part="group">
          <div class="who">
            <a href=${this.page("groups",o.id,"members")} dir="auto">${o.name}</a>
            ${n===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:c}
            <p class="soft small">${this.t("members",{count:o.memberCount})}</p>
          </div>
          <span class="tag">${this.t(`role.${r}`)}</span>
        </li>`,P(this.t(this._search?"list.nothingFound":"groups.none")));return a`${s} ${t?.nodes.length?this.#r(t):c}`}#r(e){let t=this.#t.render(e,({id:s,name:r,description:n,memberCount:o})=>a`<li part="group">
          <div class="who">
            <a href=${this.page("groups",s,"members")} dir="auto">${r}</a>
            ${n?a`<p class="small description" dir="auto">${n}</p>`:c}
            <p class="soft small">${this.t("members",{count:o})}</p>
          </div>
          ${this.button(`open:${s}`,this.t("groups.joinOpen"),()=>this.#n(s,r),{name:this.t("groups.joinOpenName",{group:r})})}
        </li>`,c,this.t("groups.open"));return a`<section class="stack" part="open">
      <h2>${this.t("groups.open")}</h2>
      ${t}
    </section>`}async#n(e,t){let s=this.t("invitations.accepted",{group:t});await this.act(`open:${e}`,Ot,{id:e},{done:s})&&this.emit("usher-joined",{groupId:e})}#o(){let e=()=>{this._isJoining=!1};return Q({isOpen:this._isJoining,heading:this.t("groups.join"),close:e},a`<form class="stack" @submit=${this.#l} novalidate>
        ${k({id:"code",label:this.t("groups.code"),hint:this.t("groups.codeHint"),problem:this._problem,control:t=>a`<input id="code" name="code" autocomplete="off" maxlength="400" ${t} />`})}
        <div class="bar">
          ${this.button("join",this.t("groups.join"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),e,{kind:"plain"})}
        </div>
      </form>`)}#a(e){this._search=e,this.#e.reset(),this.#t.reset()}async#l(e){e.preventDefault();let t=e.target,s=String(new FormData(t).get("code")??"").trim();if(this._problem=s?"":this.t("field.missing"),!s)return;let r=([l])=>{this._problem=l.message},n=({member:l})=>this.t("invitations.accepted",{group:l?.group.name??""}),o=await this.act("join",tr,{code:s},{mend:r,done:n});o&&(this._isJoining=!1,t.reset(),this.emit("usher-joined",{groupId:o.member?.group.id}))}};v("usher-groups",jt);var lr={id:"sha256:ca31f93d206a8d1cabb03bc2eebd370499f205a1ec09135c94fecd37d7106233",text:"query UsherBatch($id:ID!){node(id:$id){...on InvitationBatch{id total sent failed remaining finishedAt}}}"},cr={text:"subscription UsherBatchProgress($id:ID!){invitationBatch(id:$id){id total sent failed remaining finishedAt}}"};var Bt=class extends b{static{this.properties={batch:{}}}static{this.styles=[g,f`
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
    `]}#e=new y(this,()=>this.batch?{document:lr,variables:{id:this.batch},streams:[{document:cr,variables:{id:this.batch}}]}:void 0,({node:e})=>e);render(){return this.#e.render(({node:e})=>{if(!e||!("total"in e))return c;let{total:t,sent:s,failed:r,remaining:n}=e,o=[this.t("batch.sent",{count:s,total:t}),r?this.t("batch.failed",{count:r}):""].filter(Boolean);return a`<p class="small" role="status">${o.join(" \xB7 ")}</p>
        <div
          class="meter"
          part="bar"
          role="progressbar"
          aria-label=${this.t("batch.name")}
          aria-valuemin="0"
          aria-valuemax=${t}
          aria-valuenow=${t-n}
        >
          <i .style=${`flex-grow:${s}`}></i><i class="failed" .style=${`flex-grow:${r}`}></i
          ><i class="left" .style=${`flex-grow:${n}`}></i>
        </div>`})}};v("usher-batch",Bt);var dr={id:"sha256:393b920873f88a5219d4bc76ea6e435e993062e8f4faa50bc204338b153619de",text:"query UsherPatientsToAdd($group:ID!$search:String){viewer{id caseload{id patients(search:$search notInGroupId:$group first:50){nodes{id account{id name username}}pageInfo{hasNextPage}}}}}"},hr={id:"sha256:5b10f2b809f34139c274b1f07fb5036407be5f9d04f1f001d7745d728977aa9f",text:"mutation UsherAddExisting($input:AddExistingMembersInput!){addExistingMembers(input:$input){group{id viewerActionsVersion}members{id account{id name}}userErrors{code message path url}}}"};var xo=150,re=f`
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
  .choices li,
  .choices p:not(:empty) {
    padding: 0.45rem 0.7rem;
    border-radius: 8px;
  }
  .choices li {
    cursor: pointer;
  }
  .choices li[aria-selected="true"] {
    background: var(--tint);
  }
  .choices li[aria-disabled="true"] {
    cursor: default;
    color: var(--soft);
  }
`,Y=class{#e;#t;#s;#i;#r;#n;#o;#a;#l;#c;constructor(e,t){this.text="",this.#e=[],this.#t="",this.#s=-1,this.#i=!1,this.#r=!1,this.#o=0,this.#d=s=>{if(this.text=s.target.value,this.chosen=void 0,this.#s=-1,this.#o++,this.#l.requestUpdate(),clearTimeout(this.#n),!this.text.trim()&&!this.#c.isEager)return this.#b([]);this.#n=setTimeout(this.#m,xo)},this.#u=()=>{this.#r=!0,this.#c.isEager&&this.#m()},this.#p=()=>{this.#r=!1,this.#w()},this.#f=s=>s.preventDefault(),this.#m=async()=>{let s=++this.#o,r=this.chosen?"":this.text.trim(),n=await this.#c.find(r);s===this.#o&&this.#b(n,r)},this.#A=s=>{let{key:r}=s,n=this.#e.length;if(r==="Escape"&&this.#i)this.#w();else if((r==="ArrowDown"||r==="ArrowUp")&&n){this.#i=!0;let o=r==="ArrowDown"?1:-1;this.#s=(this.#s+o+n+(this.#s<0&&o<0?1:0))%n,this.#l.requestUpdate(),this.#l.updateComplete.then(this.#$)}else if(r==="Enter"){let o=this.#i?this.#e[this.#s]??this.#y:void 0;o?this.#E(o):this.#c.enter?.(this.text)}else return;s.preventDefault(),s.stopPropagation()},this.#$=()=>{this.#l.renderRoot.querySelector(`#${this.#c.id}-${this.#s}`)?.scrollIntoView({block:"nearest"})},this.#x=s=>{let r=s.clipboardData?.getData("text")??"";!/[\n\r]/.test(r.trim())||!this.#c.enter||(s.preventDefault(),this.#c.enter(`${this.text} ${r}`))},this.#l=e,this.#c=t,e.addController(this)}hostUpdate(){this.#l.group!==this.#a&&this.clear(),this.#a=this.#l.group}hostDisconnected(){clearTimeout(this.#n)}clear(){this.#o++,clearTimeout(this.#n),this.text="",this.chosen=void 0,this.#b([])}render(e,{hint:t,problem:s}={}){let{id:r}=this.#c,n=`${r}-choices`,o=this.#i&&this.#e.length>0,l=this.#i?this.#v:"";return k({id:r,label:e,hint:t,problem:s,control:h=>a`<div class="combobox">
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
          aria-activedescendant=${o&&this.#s>=0?`${r}-${this.#s}`:c}
          .value=${this.text}
          @input=${this.#d}
          @focus=${this.#u}
          @blur=${this.#p}
          @keydown=${this.#A}
          @paste=${this.#x}
          ${h}
        />
        <div class=${o||l?"choices":"away"} @mousedown=${this.#f}>
          <ul id=${n} role="listbox" aria-label=${this.#l.t("list.suggestions")} ?hidden=${!o}>
            ${this.#e.map((p,u)=>this.#h(p,u))}
          </ul>
          <p class="soft small" role="status">${l}</p>
        </div>
      </div>`})}#h(e,t){return a`<li
      id="${this.#c.id}-${t}"
      role="option"
      aria-selected=${t===this.#s}
      aria-disabled=${e.isOff?"true":c}
      @click=${()=>this.#E(e)}
    >
      <span dir="auto">${e.label}</span> <span class="soft small">${e.detail}</span>
    </li>`}#d;#u;#p;#f;#m;#b(e,t=""){this.#e=e,this.#t=t,this.#s=-1,this.#i=this.#r&&!!(e.length||this.#v),this.#l.requestUpdate()}get#v(){let{hasMore:e,length:t}=this.#e;return e?this.#l.t("list.more"):e===!1&&!t?this.#l.t(this.#t?"list.nobodyFound":"list.nobody"):""}get#y(){let{hasMore:e,length:t}=this.#e;return e===!1&&t===1&&this.#t&&this.#t===this.text.trim()?this.#e[0]:void 0}#w(){this.#i=!1,this.#l.requestUpdate()}#E(e){if(!e.isOff){if(this.clear(),this.#c.choose)return this.#c.choose(e);this.chosen=e,this.text=e.label}}#A;#$;#x};function K(i){let e=i.split(/\s+/).map(s=>[...s].find(r=>/[\p{L}\p{N}]/u.test(r))??"").filter(Boolean),t=e.length>1?`${e[0]}${e.at(-1)}`:e[0]??"\xB7";return a`<span class="face" aria-hidden="true">${t.toUpperCase()}</span>`}var Ms=class extends b{static{this.properties={group:{},roles:{attribute:!1},caseload:{attribute:!1},_chosen:{state:!0},_role:{state:!0}}}static{this.styles=[g,re]}#e=new Y(this,{id:"patient",find:e=>this.#s(e),choose:e=>this._chosen=[...this._chosen,e],isEager:!0});constructor(){super(),this._chosen=[],this._role="MEMBER"}render(){let{remaining:e,upgradeUrl:t}=this.caseload;return a`<div class="card stack">
      ${this.#e.render(this.t("existing.patient"),{hint:this.t("existing.hint")})}
      ${e===null?c:a`<p class="small soft">${this.t("invite.left",{count:e})} ${tt(this,t)}</p>`}
      ${this._chosen.length?a`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
              ${this._chosen.map(s=>this.#t(s))}
            </ul>`:c}
      <div class="bar">
        <select class="inline" aria-label=${this.t("invite.role")} @change=${this.#r}>
          ${this.roles.map(s=>a`<option value=${s}>${this.t(`role.${s}`)}</option>`)}
        </select>
        ${this.button("add",this.t("existing.add",{count:this._chosen.length}),()=>this.#n(),{kind:"first",disabled:!this._chosen.length})}
      </div>
    </div>`}#t({id:e,label:t,detail:s,problem:r}){return a`<li>
      ${K(t)}
      <div class="who">
        <strong dir="auto">${t}</strong> <span class="soft small">${s}</span>
        ${r?a`<p class="note bad small">${Ct(this,r)}</p>`:c}
      </div>
      ${this.button("",this.t("members.remove"),()=>this.#i(e),{kind:"plain danger",name:this.t("members.removeName",{name:t})})}
    </li>`}async#s(e){let t=await this.ask(dr,{group:this.group,search:e||null}),s=new Set(this._chosen.map(({id:l})=>l)),{nodes:r=[],pageInfo:n}=t?.viewer?.caseload?.patients??{},o=r.filter(({account:l})=>!s.has(l.id)).map(({account:l})=>({id:l.id,label:l.name,detail:`@${l.username}`}));return Object.assign(o,{hasMore:n?.hasNextPage})}#i(e){this._chosen=this._chosen.filter(t=>t.id!==e)}#r(e){this._role=e.target.value}async#n(){let e={groupId:this.group,accountIds:this._chosen.map(({id:n})=>n),role:this._role},t=await this.act("add",hr,{input:e},{isPartial:()=>!0});if(!t)return;let s=new Map(t.userErrors.map(n=>[Number(n.path[1]??-1),n]));this._chosen=this._chosen.map((n,o)=>({...n,problem:s.get(o)??s.get(-1)})).filter(({problem:n})=>n);let{members:r}=t;r.length&&this.say(this.t("existing.added",{count:r.length})),this.emit("usher-added",{groupId:this.group,memberIds:r.map(({id:n})=>n)})}};v("usher-invite-existing",Ms);var ur={id:"sha256:35e5a17dd53d8f23c08325d1e096f856a201da4624976bdadf83cdfeca3f59e3",text:"query UsherInvite($id:ID!){viewer{id liveCursor isStaff caseload{id limit remaining upgradeUrl}}group(id:$id){id liveCursor viewerActions viewerActionsVersion caseloadRemaining viewerMembership{id role}invitationTemplate{subject body repliesToInviter}}}"},pr={id:"sha256:de62ed1e4cd1794b1b72b83bfadc394a87bf1d76b6a40686028bddc4baeeb840",text:"query UsherCandidates($id:ID!$search:String!){group(id:$id){id inviteCandidates(search:$search first:7){isMember account{id name username}pendingInvitation{id}}}}"},mr={id:"sha256:d2d01e46a0bab2283ed1c56b888211c92044237737345a117b1ee514a0f29b44",text:"query UsherCheck($input:InviteMembersInput!){checkRecipients(input:$input){readyCount results{input email username name role error{code message url}}userErrors{code message path url}}}"},fr={id:"sha256:272da44680692db8c1684b6c7be92f2967568bab8d154df4227f66da1303870e",text:"query UsherPreview($id:ID!$email:String$subject:String$body:String){group(id:$id){id invitationPreview(email:$email subject:$subject body:$body){to subject html problems{code message path}}}}"},gr={id:"sha256:c21869d70f2e69a7904b612b254979f45bb048aafc2b92871e61a5bf21fe02c9",text:"mutation UsherInviteMembers($input:InviteMembersInput!){inviteMembers(input:$input){group{id viewerActionsVersion caseloadRemaining}invitedCount batch{id total sent failed remaining finishedAt}results{recipient error{code message url}}userErrors{code message path url}}}"};var zs=pe(class extends te{constructor(i){if(super(i),i.type!==ce.PROPERTY&&i.type!==ce.ATTRIBUTE&&i.type!==ce.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!rr(i))throw Error("`live` bindings can only contain a single expression")}render(i){return i}update(i,[e]){if(e===G||e===c)return e;let t=i.element,s=i.name;if(i.type===ce.PROPERTY){if(e===t[s])return G}else if(i.type===ce.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(s))return G}else if(i.type===ce.ATTRIBUTE&&t.getAttribute(s)===e+"")return G;return Mt(i),e}});function Gt({label:i,hint:e,isOn:t,choose:s}){return a`<label class="choice">
    <input
      type="checkbox"
      .checked=${zs(t)}
      @change=${r=>s(r.target.checked)}
    />
    ${br(i,e)}
  </label>`}function Ht(i){let{name:e,values:t,chosen:s,choose:r,label:n,hint:o,isBusy:l=!1}=i;return a`<fieldset aria-busy=${l?"true":c}>
    <legend>${e}</legend>
    ${t.map(d=>a`<label class="choice">
          <input type="radio" name="choice" .checked=${zs(d===s)} @change=${()=>r(d)} />
          ${br(n(d),o(d))}
        </label>`)}
  </fieldset>`}function br(i,e){return a`<span>${i}${e?a`<span class="hint">${e}</span>`:c}</span>`}var ko=["@register_url","@group_name","@inviter_name","@recipient_name","@site_name"],Ft="@register_url",_o=300;function So(i){let{body:e}=new DOMParser().parseFromString(i.slice(i.indexOf("<body")),"text/html");for(let t of e.querySelectorAll("a"))t.removeAttribute("href");return[...e.children]}var js=class extends b{static{this.properties={group:{},template:{attribute:!1},email:{attribute:!1},_subject:{state:!0},_body:{state:!0},_sendMail:{state:!0},_preview:{state:!0}}}static{this.styles=[g,f`
      summary {
        cursor: pointer;
        font-weight: 600;
        min-block-size: 1.75rem;
      }
      details[open] > summary {
        margin-block-end: 1rem;
      }
      details[open] + .missing {
        display: none;
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
      .letter,
      .small {
        padding: 1rem;
      }
      .letter p,
      .small p {
        margin-block: 0 0.75rem;
      }
      .small {
        border-block-start: 1px solid var(--line);
        color: var(--soft);
        font-size: 0.8125rem;
      }
      .mail a {
        color: var(--accent);
        text-decoration: underline;
      }
      .mail .button {
        display: inline-block;
        padding: 0.5rem 1.25rem;
        border-radius: 8px;
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
        text-decoration: none;
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
      ${Gt({label:this.t("invite.sendMail"),hint:this.t("invite.sendMailHint")+(this.template.repliesToInviter?` ${this.t("invite.replies")}`:""),isOn:this._sendMail,choose:t=>this.#c(t)})}
      ${this._sendMail?a`<details>
                <summary>${this.t("invite.template")}</summary>
                <div class="stack">${this.#s()} ${this.#i(e)}</div>
              </details>
              ${e.includes(Ft)?c:a`<p class="note bad missing">${this.t("invite.linkMissing")}</p>`}
              <details @toggle=${this.#h}>
                <summary>${this.t("invite.preview")}</summary>
                ${this._preview?this.#n(this._preview):a`<p class="soft">${this.t("state.loading")}</p>`}
              </details>`:c}
    </div>`}updated(e){e.has("email")&&this.#u()}#s(){let e=t=>a`<input
        id="subject"
        maxlength="200"
        .value=${this._subject??this.template.subject}
        @input=${s=>this.#o("_subject",s)}
        ${t}
      />`;return k({id:"subject",label:this.t("invite.subject"),problem:this.#r("subject"),control:e})}#i(e){let t=r=>a`<textarea
        id="body"
        rows="9"
        maxlength="10000"
        .value=${e}
        @input=${n=>this.#o("_body",n)}
        ${r}
      ></textarea>`,s=e.includes(Ft)?this.#r("body"):this.t("invite.linkMissing");return a`${k({id:"body",label:this.t("invite.body"),hint:this.t("invite.bodyHint"),problem:s,control:t})}
      <div class="holders" role="group" aria-label=${this.t("invite.placeholders")}>
        ${ko.map(r=>this.button("",r,()=>this.#a(r)))}
        ${this._body===void 0&&this._subject===void 0?c:this.button("",this.t("invite.restore"),()=>this.#l())}
      </div>`}#r(e){let t=this._preview?.problems.find(({path:s})=>s.includes(e));return t&&this.t.problem(t)}#n({to:e,subject:t,html:s}){return a`<div class="mail">
      <dl>
        <dt>${this.t("invite.to")}</dt>
        <dd>${e}</dd>
        <dt>${this.t("invite.subject")}</dt>
        <dd dir="auto"><strong>${t}</strong></dd>
      </dl>
      <div dir="auto">${So(s)}</div>
    </div>`}#o(e,t){this[e]=t.target.value,this.#d()}#a(e){let t=this.renderRoot.querySelector("#body");t.setRangeText(e,t.selectionStart,t.selectionEnd,"end"),this._body=t.value,t.focus(),this.#d()}#l(){this._body=this._subject=void 0,this.#d()}#c(e){this._sendMail=e,this.#d()}#h(e){this.#t=e.target.open,this.#t&&!this._preview&&this.#u(0)}#d(){this.#u();let{_subject:e,_body:t,_sendMail:s}=this,r=!s||(t??Ft).includes(Ft);this.dispatchEvent(new CustomEvent("mail",{detail:{subject:e,body:t,sendMail:s,isUsable:r}}))}#u(e=_o){clearTimeout(this.#e),!(!this.#t&&this._body===void 0&&this._subject===void 0)&&(this.#e=setTimeout(async()=>{let{group:t,email:s=null,_subject:r=null,_body:n=null}=this,o=await this.ask(fr,{id:t,email:s,subject:r,body:n});this._preview=o?.group?.invitationPreview??void 0},e))}};v("usher-invite-mail",js);var vr=0;function Bs(i){let{input:e,email:t,username:s,name:r,role:n,error:o}=i,l=t??(s?`@${s}`:e),d=o?.code==="CASELOAD_FULL"&&!o.url,h=d?null:o;return{key:++vr,text:l,name:r,email:t,username:s,accountId:null,role:n,problem:h,isListFull:d}}function $r(i,e){let{id:t,name:s,username:r}=i;return{key:++vr,text:`@${r}`,name:s,email:null,username:r,accountId:t,role:e,problem:null}}function yr({accountId:i,username:e,email:t,name:s,text:r,role:n}){return i?{account:{accountId:i,role:n}}:e?{username:{username:e,role:n}}:{email:{email:t??r,...s&&{name:s},role:n}}}function Gs(i,e){return i.accountId&&i.accountId===e.accountId?!0:i.text.toLowerCase()===e.text.toLowerCase()}var wr=100,Hs=class extends b{static{this.properties={group:{},roles:{attribute:!1},template:{attribute:!1},left:{attribute:!1},upgradeUrl:{attribute:!1},_recipients:{state:!0},_role:{state:!0},_mail:{state:!0},_result:{state:!0}}}static{this.styles=[g,re,f`
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
    `]}#e=new Y(this,{id:"who",find:e=>this.#o(e),choose:({account:e})=>this.#a([$r(e,this._role)]),enter:e=>{this.#l(e)}});constructor(){super(),this._recipients=[],this._role="MEMBER"}willUpdate(e){super.willUpdate(e);let t=e.get("left");t==null||(this.left??1/0)<=t||(this._recipients=this._recipients.map(s=>s.isListFull||s.problem?.code==="CASELOAD_FULL"?{...s,problem:null,isListFull:!1}:s))}render(){return a`<div class="stack">
      ${this.#s()}
      <div class="card stack">
        <div class="add">
          ${this.#e.render(this.t("invite.who"),{hint:this.t("invite.whoHint")})}
          <select aria-label=${this.t("invite.role")} @change=${this.#u}>
            ${this.roles.map(e=>a`<option value=${e}>${this.t(`role.${e}`)}</option>`)}
          </select>
          ${this.button("add",this.t("invite.add"),()=>this.#l(this.#e.text))}
        </div>
        ${this.#i()} ${this._recipients.length?this.#r():a`<p class="soft">${this.t("invite.none")}</p>`}
      </div>
      <usher-invite-mail
        .group=${this.group}
        .template=${this.template}
        .email=${this._recipients.find(({email:e})=>e)?.email??void 0}
        @mail=${e=>this._mail=e.detail}
      ></usher-invite-mail>
      <div class="bar">
        ${this.button("invite",this.#t.length?this.t("invite.send",{count:this.#t.length}):this.t("tab.invite"),()=>this.#p(),{kind:"first",disabled:!(this.#t.length||this.#e.text.trim())||this._mail?.isUsable===!1})}
      </div>
    </div>`}get#t(){return this._recipients.filter(({problem:e})=>!e)}#s(){if(!this._result)return c;let{invited:e,refused:t,batch:s}=this._result;return a`<div class="card told" role="status" tabindex="-1">
      <p>
        <strong>${this.t("invite.invited",{count:e})}</strong>
        ${t?this.t("invite.refused",{count:t}):c}
        <a href=${this.page("groups",this.group,"invitations")}>${this.t("invite.see")}</a>
      </p>
      ${s?a`<usher-batch .batch=${s}></usher-batch>`:c}
    </div>`}#i(){if(this.left===null)return c;let e=this.#t.filter(({role:t})=>t==="MEMBER").length-this.left;return a`<p class="small ${this.left&&e<=0?"soft":"mend"}">
      ${this.t("invite.left",{count:this.left})} ${e>0?this.t("invite.over",{count:e}):c}
      ${tt(this,this.upgradeUrl)}
    </p>`}#r(){let e=this._recipients.length-wr;return a`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
        ${this._recipients.slice(0,wr).map(t=>this.#n(t))}
      </ul>
      ${e>0?a`<p class="soft">${this.t("invite.more",{count:e})}</p>`:c}`}#n(e){let{key:t,name:s,text:r,role:n,problem:o,isListFull:l}=e,d=o?Ct(this,o):l&&this.t("invite.listFull");return a`<li>
      <div class="who">
        <strong dir="auto">${s??r}</strong>
        ${s?a`<span class="soft small">${r}</span>`:c}
        ${d?a`<p class="mend">${d}</p>`:c}
      </div>
      <select
        class="inline"
        aria-label=${this.t("members.roleOf",{name:s??r})}
        @change=${h=>this.#h(t,h.target.value)}
      >
        ${this.roles.map(h=>a`<option value=${h} .selected=${h===n}>${this.t(`role.${h}`)}</option>`)}
      </select>
      ${this.button("",this.t("members.remove"),()=>this.#d(t),{kind:"plain danger",name:this.t("members.removeName",{name:s??r})})}
    </li>`}async#o(e){return e.length<2||/[,;\s]@|@.*[,;\s]/.test(e)?[]:((await this.ask(pr,{id:this.group,search:e}))?.group?.inviteCandidates??[]).map(({account:s,isMember:r,pendingInvitation:n})=>{let o=r?"invite.isMember":n?"invite.isInvited":void 0,l=`@${s.username}${o?` \xB7 ${this.t(o)}`:""}`;return{id:s.id,label:s.name,detail:l,isOff:o!==void 0,account:s}})}#a(e){let t=this._recipients.filter(({problem:o,isListFull:l})=>!o&&!l),s=e.filter(o=>!t.some(l=>Gs(o,l))),n=[...this._recipients.filter(o=>!s.some(l=>Gs(o,l))),...s];this._recipients=[...n.filter(({problem:o})=>o),...n.filter(({problem:o})=>!o)],this._result=void 0}async#l(e){e.trim()&&await this.during("add",async()=>{let t={groupId:this.group,addresses:e,role:this._role},s=o=>o==="RATE_LIMITED"&&this.#c(e.trim()),n=(await this.ask(mr,{input:t},s))?.checkRecipients;if(n)if(this.#a(n.results.map(Bs)),n.results.length)this.#e.clear();else{let[o]=n.userErrors;this.refuse(o?this.t.problem(o):this.t("invite.nobody"))}})}#c(e){return/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(e)?(this.#a([Bs({input:e,email:e,username:null,name:null,role:this._role,error:null})]),this.#e.clear(),!0):!1}#h(e,t){this._recipients=this._recipients.map(s=>s.key===e?{...s,role:t,problem:null,isListFull:!1}:s)}#d(e){this._recipients=this._recipients.filter(t=>t.key!==e)}#u(e){this._role=e.target.value}async#p(){this.#e.text.trim()&&await this.#l(this.#e.text);let e=this.#t;if(!e.length)return;let{subject:t,body:s,sendMail:r}=this._mail??{subject:void 0,body:void 0,sendMail:!0},n={groupId:this.group,recipients:e.map(yr),subject:t,body:s,sendMail:r},o=({results:m})=>m.length>0,l=await this.act("invite",gr,{input:n},{isPartial:o});if(!l)return;let{invitedCount:d,userErrors:h,batch:p}=l,u=new Map(e.map((m,$)=>[m.key,l.results[$]?.error??null]));if(this._recipients=this._recipients.filter(({key:m,problem:$})=>$||u.get(m)).map(m=>({...m,problem:u.get(m.key)??m.problem})),!d)return this.refuse(this.t.problem(h[0]));this._result={invited:d,refused:h.length,batch:p?.id},await this.updateComplete,this.renderRoot.querySelector(".told")?.focus(),this.emit("usher-invited",{groupId:this.group,count:d})}};v("usher-invite-new",Hs);var To=["new","existing"],Vt=class extends b{static{this.properties={group:{},_mode:{state:!0}}}static{this.styles=[g,f`
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
    `]}#e=new y(this,()=>this.group?{document:ur,variables:{id:this.group},streams:[D(),I(this.group)]}:void 0,({group:e})=>e?.invitationTemplate);constructor(){super(),this._mode="new"}render(){return this.#e.render(e=>this.#t(e))}#t({group:e,viewer:t}){let r=e.viewerMembership?.role==="ADMINISTRATOR"||t?.isStaff?["MEMBER","FACILITATOR","ADMINISTRATOR"]:["MEMBER","FACILITATOR"],n=t?.caseload,o=this._mode==="existing"&&n;return a`<div class="stack">
      ${n?this.#s():c}
      <div
        id="mode"
        role=${n?"tabpanel":c}
        aria-labelledby=${n?`mode-${this._mode}`:c}
      >
        ${n?a`<usher-invite-existing
                ?hidden=${!o}
                .group=${e.id}
                .roles=${r}
                .caseload=${n}
              ></usher-invite-existing>`:c}
        <usher-invite-new
          ?hidden=${o}
          .group=${e.id}
          .roles=${r}
          .template=${e.invitationTemplate}
          .left=${e.caseloadRemaining}
          .upgradeUrl=${n?.upgradeUrl}
        ></usher-invite-new>
      </div>
    </div>`}#s(){return a`<div>
      <div role="tablist" aria-label=${this.t("tab.invite")} @keydown=${this.#i}>
        ${To.map(e=>a`<button
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
    </div>`}#i(e){e.key!=="ArrowLeft"&&e.key!=="ArrowRight"||(this._mode=this._mode==="new"?"existing":"new",this.updateComplete.then(()=>this.renderRoot.querySelector(`#mode-${this._mode}`)?.focus()))}};v("usher-invite",Vt);var Er={id:"sha256:0a2affde60f7dda86fbb188745ddacda72b25348ab95e9c5c3e9a836bc49108d",text:"query UsherInvitations($first:Int!$after:String$status:[InvitationStatus!]!){viewer{id liveCursor invitations(status:$status first:$first after:$after){nodes{id status role expiresAt respondedAt viewerActions group{id groupId name description memberCount}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"};function Z(...i){let e=i.filter(Boolean);return a`<p class="facts soft small">
    ${e.map((t,s)=>a`${s?" \xB7 ":c}<bdi>${t}</bdi>`)}
  </p>`}var Io=["ACCEPTED","DECLINED","CANCELLED","EXPIRED"],Wt=class extends Le{static{this.properties={closed:{type:Boolean},quiet:{type:Boolean}}}static{this.styles=[g,f`
      .rows > li {
        padding-block: 1.1rem;
      }
      .text {
        max-block-size: 6em;
        overflow: hidden;
        white-space: pre-line;
        margin-block-start: 0.35rem;
      }
    `]}#e=new T(this);#t=new y(this,()=>({document:Er,variables:{...this.#e.variables,status:this.closed?Io:["PENDING"]},streams:[D()]}),({viewer:e})=>e?.invitations);willUpdate(e){super.willUpdate(e);let{nodes:t}=this.#t.data?.viewer?.invitations??{};this.quiet&&(this.hidden=!t?.some(({status:s})=>s==="PENDING"!=!!this.closed))}render(){return this.quiet&&!this.#t.data?c:this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:s}=e.invitations,r=t.filter(({status:o})=>o==="PENDING"!=!!this.closed),n=this.quiet?c:P(this.t(this.closed?"invitations.noneClosed":"invitations.none"));return a`<div class="stack">
        ${this.quiet&&r.length?a`<h2>${this.t("invitations.title")}</h2>`:c}
        ${this.#e.render({nodes:r,pageInfo:s},o=>this.#s(o),n)}
      </div>`})}#s(e){let{group:t,invitedBy:s,role:r,status:n,expiresAt:o,respondedAt:l}=e,d=Z(s&&this.t("invitations.from",{name:s.name}),t.memberCount!==null&&this.t("members",{count:t.memberCount}),r!=="MEMBER"&&this.t("invitations.as",{role:this.t(`role.${r}`)}),n==="PENDING"?this.t("invitations.until",{date:this.date(o)}):l&&this.date(l));return a`<li part="invitation">
      <div class="who">
        <strong dir="auto"
          >${n==="ACCEPTED"?a`<a href=${this.page("groups",t.groupId,"members")}>${t.name}</a>`:t.name}</strong
        >
        ${d}
        ${t.description&&!this.closed?a`<p class="text small" dir="auto">${t.description}</p>`:c}
      </div>
      ${n==="PENDING"?this.answers(e):a`<span class="tag">${this.t(`status.${n}`)}</span>`}
    </li>`}};v("usher-invitations",Wt);var Ar={id:"sha256:beff00d7650284a759bdd4c3e2b4b6bf43f34de0d437422dc1f3cc2f3cb58491",text:"query UsherMembers($id:ID!$first:Int!$after:String$search:String$role:[Role!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id}members(first:$first after:$after search:$search role:$role){totalCount nodes{id role joinedAt hasFullAccess viewerActions account{id name username email}seat{id number}}pageInfo{hasNextPage endCursor}}}}"},xr={id:"sha256:adf1b173b0737a6c702bae92214350db0dfd113515c644467bfef7704ac57745",text:"mutation UsherSetRole($input:SetMemberRoleInput!){setMemberRole(input:$input){group{id viewerActions viewerActionsVersion}member{id role viewerActions}userErrors{code message path url}}}"},kr={id:"sha256:87c267bdd5269a5dde6dcdac8e6c0a8e4dc5722aefdda5eab372e26b1214eedd",text:"mutation UsherRemove($input:RemoveMemberInput!){removeMember(input:$input){group{id viewerActionsVersion}removedId userErrors{code message path url}}}"},_r={id:"sha256:ed13f9437c5d9eb3bcc590a3b94e38b583795bb86656ac8517358dcaaf5b6d94",text:"mutation UsherLeave($input:LeaveGroupInput!){leaveGroup(input:$input){groupId viewer{id}userErrors{code message path url}}}"};function L({t:i},e,t){let s=()=>{t(),e?.act()};return Q({isOpen:e!==void 0,heading:e?.heading??"",close:t},a`<div class="stack">
      <div>${e?.text}</div>
      <div class="bar">
        ${se(e?.yes,s,{kind:e?.isHarmless?"first":"danger"})}
        ${se(i("action.cancel"),t,{kind:"plain"})}
      </div>
    </div>`)}var Co=600,qt=new WeakSet,it=new WeakMap;function Yt({t:i},e){let{name:t,role:s,possible:r,busy:n,set:o}=e,l=p=>{clearTimeout(it.get(p)),it.delete(p),p.isConnected&&p.value!==s&&o(p.value,p)},d=({currentTarget:p})=>{let u=p;clearTimeout(it.get(u)),qt.has(u)?it.set(u,setTimeout(l,Co,u)):l(u)},h=({currentTarget:p})=>{let u=p;qt.delete(u),it.has(u)&&l(u)};return a`<select
    class="inline"
    aria-label=${i("members.roleOf",{name:t})}
    aria-busy=${n}
    @keydown=${({currentTarget:p})=>qt.add(p)}
    @pointerdown=${({currentTarget:p})=>qt.delete(p)}
    @change=${d}
    @blur=${h}
  >
    ${r.map(p=>a`<option value=${p} .selected=${p===s}>${i(`role.${p}`)}</option>`)}
  </select>`}var Kt=["ADMINISTRATOR","FACILITATOR","MEMBER"],Zt=class extends b{static{this.properties={group:{},_search:{state:!0},_role:{state:!0},_asked:{state:!0}}}static{this.styles=[g,f`
      .doing {
        display: flex;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      .doing svg {
        display: none;
      }
      @container (max-width: 34rem) {
        .rows > li {
          display: grid;
          grid-template-columns: auto minmax(0, 1fr) auto 2.25rem;
          gap: 0 0.75rem;
        }
        .face {
          grid-row: 1 / 3;
        }
        .who,
        .doing {
          display: contents;
        }
        .doing > :first-child {
          grid-area: 1 / 3 / auto / 5;
          justify-self: end;
        }
        .doing > button {
          grid-area: 2 / 4;
          min-inline-size: 2.25rem;
          padding-inline: 0;
        }
        .facts {
          grid-area: 2 / 2 / auto / 4;
        }
        .doing svg {
          display: block;
        }
        .doing .word {
          display: none;
        }
      }
    `]}#e=new T(this);#t=new y(this,()=>this.group?{document:Ar,variables:{id:this.group,...this.#e.variables,search:this._search||null,role:this._role?[this._role]:null},streams:[I(this.group)]}:void 0,({group:e})=>e?.members);constructor(){super(),this._search=this._role=""}render(){return this.#t.render(({group:e})=>this.#s(e))}#s(e){let t=e.members;return a`<div class="stack">
      <div class="bar">
        <div class="grow">${ie(this.t("members.search"),this._search,s=>this.#d(s))}</div>
        <select class="inline" aria-label=${this.t("members.filter")} @change=${this.#u}>
          <option value="">${this.t("members.all")}</option>
          ${Kt.map(s=>a`<option value=${s}>${this.t(`roles.${s}`)}</option>`)}
        </select>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")} @click=${this.#p}>
                ${fe}${this.t("members.add")}
              </a>`:c}
      </div>
      <p class="soft small" role="status">${this.t("members",{count:t.totalCount})}</p>
      ${this.#e.render(t,s=>this.#i(s,e),P(this.t("list.nothingFound")))}
      ${e.viewerActions.includes("LEAVE")?a`<div>
              ${this.button("leave",this.t("members.leave"),()=>this.#c(e),{kind:"danger"})}
            </div>`:c}
      ${L(this,this._asked,()=>this._asked=void 0)}
    </div>`}#i(e,t){let{id:s,account:r,seat:n,hasFullAccess:o,viewerActions:l,joinedAt:d}=e,h=t.viewerMembership?.id===s;return a`<li part="member">
      ${K(r.name)}
      <div class="who">
        <div>
          <strong dir="auto">${r.name}</strong>
          ${h?a`<span class="soft">${this.t("members.you")}</span>`:c}
          ${n?a`<span class="tag good">${this.t("seat.number",{number:n.number})}</span>`:c}
          ${o===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:c}
        </div>
        ${Z(r.email??`@${r.username}`,this.t("members.since",{date:this.date(d)}))}
      </div>
      <div class="doing">
        ${this.#r(e,h)}
        ${l.includes("REMOVE")&&!h?this.button(`remove:${s}`,a`${Qi}<span class="word">${this.t("members.remove")}</span>`,()=>this.#a(e),{kind:"plain danger",name:this.t("members.removeName",{name:r.name})}):c}
      </div>
    </li>`}#r({id:e,role:t,account:s,viewerActions:r},n){let o=Kt.filter(l=>l===t||r.includes(`MAKE_${l}`));return o.length<2?a`<span class="tag">${this.t(`role.${t}`)}</span>`:Yt(this,{name:s.name,role:t,possible:o,busy:this.isBusy(`role:${e}`),set:(l,d)=>{let h=()=>d.value=t;return!n||Kt.indexOf(l)<Kt.indexOf(t)?this.#o(e,l,h):(h(),this.#n(e,l))}})}#n(e,t){let s=this.t("members.ownRole");this._asked={heading:s,text:this.t("members.ownRoleText",{role:this.t(`role.${t}`)}),yes:s,act:()=>this.#o(e,t)}}async#o(e,t,s){let r=this.t("members.roleSet",{role:this.t(`role.${t}`)});await this.act(`role:${e}`,xr,{input:{memberId:e,role:t}},{done:r})?this.emit("usher-role",{memberId:e,role:t}):s?.()}#a({id:e,account:t,seat:s}){this._asked={heading:this.t("members.removeName",{name:t.name}),text:this.t(s?"members.removeSeat":"members.removeText",{name:t.name}),yes:this.t("members.remove"),act:()=>this.#l(e,t.name)}}async#l(e,t){let s=this.t("members.removed",{name:t});await this.act(`remove:${e}`,kr,{input:{memberId:e}},{done:s})&&this.emit("usher-removed",{memberId:e})}#c(e){this._asked={heading:this.t("members.leave"),text:this.t("members.leaveText"),yes:this.t("members.leave"),act:()=>this.#h(e.id)}}async#h(e){await this.act("leave",_r,{input:{groupId:e}},{done:this.t("members.left")})&&this.emit("usher-left",{groupId:e})}#d(e){this._search=e,this.#e.reset()}#u(e){this._role=e.target.value,this.#e.reset()}#p(e){this.emit("usher-invite-wanted",{groupId:this.group})||e.preventDefault()}};v("usher-members",Zt);var Sr={id:"sha256:fa660e8d65e9d442ef1c342d4c280a3c0706811c1e9823cce5063373ac497c3b",text:"query UsherNotifications($first:Int!$after:String$unreadOnly:Boolean!){viewer{id liveCursor badge{id unreadNotifications}notifications(first:$first after:$after unreadOnly:$unreadOnly){nodes{id kind message details{person group resource role expiresAt}url createdAt readAt}pageInfo{hasNextPage endCursor}}}}"};var Jt=class extends b{static{this.styles=[g,St,f`
      .rows > li {
        display: block;
        padding: 0;
      }
    `]}#e=new T(this);#t=new y(this,()=>({document:Sr,variables:{...this.#e.variables,unreadOnly:!1},streams:[D()]}),({viewer:e})=>e?.notifications);render(){return this.#t.render(({viewer:e})=>a`<div class="stack">
        ${e?.badge?.unreadNotifications?a`<div class="bar">
                ${this.button("all",this.t("bell.readAll"),()=>this.#s({all:!0}))}
              </div>`:c}
        ${this.#e.render(e.notifications,t=>a`<li>${Tt(this,t,()=>this.#s({ids:[t.id]}))}</li>`,P(this.t("bell.empty")))}
      </div>`)}async#s(e){await this.act("all"in e?"all":"one",_t,{input:e})}};v("usher-notifications",Jt);var Tr={id:"sha256:d456f187a498ba28c4484fd16822839cf918cb42668b16e0f5ae14eb7ee92eee",text:"query UsherSentInvitations($id:ID!$first:Int!$after:String$search:String$status:[InvitationStatus!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id role}invitationCounts{id pending accepted declined cancelled expired total}invitations(first:$first after:$after search:$search status:$status){nodes{id status role email createdAt lastSentAt expiresAt respondedAt delivery deliveryError resendableAt url viewerActions invitee{id name}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"},Ir={id:"sha256:ecc4c10be65c17ca7d2462bea1ccfce295e8b8303262ba9eff6d70e96bcd8243",text:"mutation UsherResend($id:ID!){resendInvitation(input:{invitationId:$id}){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"},Cr={id:"sha256:1569975ce4d944cde4de3157f4f1946e259caa6a58f4859731285b3965b34f36",text:"mutation UsherCancel($id:ID!){cancelInvitation(input:{invitationId:$id}){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"},Nr={id:"sha256:97b8e9bb7e917a64412019caa41d8d882cacb0b90067713c903ca110c7da009a",text:"mutation UsherChangeRole($input:UpdateInvitationInput!){updateInvitation(input:$input){...Changed}}fragment Changed on InvitationPayload{group{id invitationCounts{id pending accepted declined cancelled expired total}}invitation{id status role lastSentAt expiresAt delivery deliveryError resendableAt url viewerActions}userErrors{code message path url}}"};async function je({t:i},e,t){try{await navigator.clipboard.writeText(e),me(t)}catch{prompt(i("share.copyByHand"),e)}}var Pr=["ACCEPTED","PENDING","DECLINED","EXPIRED","CANCELLED"],Ur=f`
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
  @container (max-width: 34rem) {
    .legend {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
      /* Room for the outline of what has the focus. */
      margin: -5px;
      padding: 5px;
    }
    .legend button {
      flex: none;
    }
  }
  .legend i {
    inline-size: 0.65rem;
    block-size: 0.65rem;
    border-radius: 50%;
  }
`;function Dr({t:i},e,t,s){let r=n=>e[n.toLowerCase()];return a`<div class="states" part="bar">
    <div class="parts" aria-hidden="true">
      ${Pr.map(n=>a`<i class=${n} .style=${`flex-grow:${r(n)}`}></i>`)}
    </div>
    <div class="legend" role="group" aria-label=${i("sent.filter")}>
      <button type="button" aria-pressed=${!t} @click=${()=>s("")}>
        ${i("sent.all")} <b class="number">${i.number(e.total)}</b>
      </button>
      ${Pr.map(n=>a`<button
            type="button"
            aria-pressed=${n===t}
            @click=${()=>s(n===t?"":n)}
          >
            <i class=${n}></i>${i(`status.${n}`)} <b class="number">${i.number(r(n))}</b>
          </button>`)}
    </div>
  </div>`}var No={QUEUED:"",SENT:"good",FAILED:"bad"},Qt=class extends b{static{this.properties={group:{},_search:{state:!0},_status:{state:!0},_asked:{state:!0}}}static{this.styles=[g,Ur,f`
      .who {
        flex-basis: 19rem;
      }
      .doing,
      .doing > div {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      @container (max-width: 34rem) {
        .rows > li {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
          gap: 0.15rem 0.75rem;
        }
        .who,
        .doing {
          display: contents;
        }
        .who > div {
          display: contents;
        }
        .doing > :first-child {
          grid-area: 1 / 2;
          align-self: start;
          justify-self: end;
        }
        .tags,
        .facts,
        .error,
        .doing > div {
          grid-column: 1 / -1;
        }
        .doing > div {
          margin-inline-start: -0.6rem;
        }
      }
      .error {
        color: var(--bad);
        font-size: 0.875rem;
      }
    `]}#e=new T(this);#t=new y(this,()=>this.group?{document:Tr,variables:{id:this.group,...this.#e.variables,search:this._search||null,status:this._status?[this._status]:null},streams:[I(this.group)]}:void 0,({group:e})=>e?.invitations);constructor(){super(),this._search=this._status=""}render(){return this.#t.render(({group:e})=>this.#s(e))}#s(e){let t=!!(this._search||this._status);return a`<div class="stack">
      ${Dr(this,e.invitationCounts,this._status,s=>this.#d(s))}
      <div class="bar">
        <div class="grow">${ie(this.t("sent.search"),this._search,s=>this.#h(s))}</div>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")}>${this.t("sent.invite")}</a>`:c}
      </div>
      ${this.#e.render(e.invitations,s=>this.#i(s,e),P(this.t(t?"list.nothingFound":"sent.none")))}
      ${L(this,this._asked,()=>this._asked=void 0)}
    </div>`}#i(e,t){let{status:s,email:r,invitee:n,invitedBy:o,createdAt:l,lastSentAt:d,respondedAt:h,expiresAt:p}=e,u=s==="PENDING";return a`<li part="invitation">
      <div class="who">
        <div>
          <strong dir="auto">${n?.name??r}</strong>
          <span class="tags">
            <span class="tag ${s==="ACCEPTED"?"good":s==="PENDING"?"":"warn"}"
              >${this.t(`status.${s}`)}</span
            >
            ${u?this.#r(e):c}
          </span>
        </div>
        ${Z(n&&r,this.t("sent.by",{name:o?.name??"\u2013",date:this.date(d??l)}),h&&this.t("sent.answered",{date:this.date(h)}),u&&this.t("invitations.until",{date:this.date(p)}))}
        ${u&&e.deliveryError?a`<p class="error" dir="auto">${e.deliveryError}</p>`:c}
      </div>
      <div class="doing">
        ${this.#n(e,t)}
        <div>${this.#o(e)}</div>
      </div>
    </li>`}#r({delivery:e}){return a`<span class="tag ${e?No[e]:""}"
      >${this.t(e?`delivery.${e}`:"delivery.none")}</span
    >`}#n({id:e,role:t,email:s,invitee:r,viewerActions:n},o){if(!n.includes("CANCEL"))return a`<span class="tag">${this.t(`role.${t}`)}</span>`;let l=o.viewerActions.includes("MANAGE_ROLES"),d=["ADMINISTRATOR","FACILITATOR","MEMBER"].filter(h=>l||h===t||h!=="ADMINISTRATOR");return Yt(this,{name:r?.name??s,role:t,possible:d,busy:this.isBusy(`role:${e}`),set:(h,p)=>this.#c(e,h,()=>p.value=t)})}#o(e){let{id:t,email:s,invitee:r,url:n,viewerActions:o,resendableAt:l}=e,d=r?.name??s,h=p=>`${p}: ${d}`;return a`
      ${n?this.button("",this.t("sent.copy"),()=>je(this,n,this.t("share.copied")),{kind:"plain",name:h(this.t("sent.copy"))}):c}
      ${o.includes("RESEND")||l&&o.includes("CANCEL")?this.button(`resend:${t}`,this.t("sent.resend"),()=>this.#a(e),{kind:"plain",name:h(this.t("sent.resend"))}):c}
      ${o.includes("CANCEL")?this.button(`cancel:${t}`,this.t("sent.cancel"),()=>this.#l(e),{kind:"plain danger",name:h(this.t("sent.cancel"))}):c}
    `}async#a({id:e,email:t,invitee:s,resendableAt:r}){if(r&&new Date(r)>new Date)return this.refuse(this.t("sent.tooSoon",{time:this.time(r)}));let o=this.t("sent.resent",{name:s?.name??t});await this.act(`resend:${e}`,Ir,{id:e},{done:o})}#l({id:e,email:t,invitee:s}){let r=s?.name??t;this._asked={heading:this.t("sent.cancelName",{name:r}),text:this.t("sent.cancelText"),yes:this.t("sent.cancelYes"),act:()=>this.act(`cancel:${e}`,Cr,{id:e},{done:this.t("sent.cancelled",{name:r})})}}async#c(e,t,s){let r=this.t("members.roleSet",{role:this.t(`role.${t}`)});await this.act(`role:${e}`,Nr,{input:{invitationId:e,role:t}},{done:r})||s()}#h(e){this._search=e,this.#e.reset()}#d(e){e!==this._status&&(this._status=e,this.#e.reset())}};v("usher-sent-invitations",Qt);var Rr={id:"sha256:4e51722cf052a3ffc9521c9c8f773f804f7cb4a94ae7c4501600196aa6d359e9",text:"query UsherShare($id:ID!){group(id:$id){id liveCursor name viewerActions inviteCode{...Code}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"},Or={id:"sha256:f7412dc00e24a5cb7749cf1752497a763b83d1b584c350a19b10a3d51123f4b5",text:"mutation UsherGenerate($input:GenerateInviteCodeInput!){generateInviteCode(input:$input){group{id inviteCode{...Code}}userErrors{code message path url}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"},Lr={id:"sha256:f9982480415d5d41d0242bdbb28b6fff0dc91c3cd756b2ed6b9f5ff92287dca4",text:"mutation UsherDeleteCode($id:ID!){deleteInviteCode(input:{groupId:$id}){group{id inviteCode{...Code}}userErrors{code message path url}}}fragment Code on InviteCode{id code url printUrl status createdAt expiresAt maxUses useCount emailDomain qrCode{pngDataUri(scale:8)}createdBy{id name}}"};var Po=864e5,Uo=[0,1,7,30,90],Xt=class extends b{static{this.properties={group:{},_isGenerating:{state:!0},_problems:{state:!0},_asked:{state:!0}}}static{this.styles=[g,f`
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
    `]}#e=new y(this,()=>this.group?{document:Rr,variables:{id:this.group},streams:[I(this.group)]}:void 0,({group:e})=>e?.viewerActions.includes("SHARE_CODE")?e:null);constructor(){super(),this._isGenerating=!1,this._problems={}}render(){return this.#e.render(({group:e})=>{let t=e.inviteCode;return a`<div class="card stack">
          ${t?this.#t(t):a`<p>${this.t("share.none")}</p>`}
          <div class="bar">
            ${t?this.button("",this.t("share.another"),()=>this.#i()):this.button("generate",this.t("share.generate"),()=>this.#n({}),{kind:"first"})}
            ${t?c:this.button("",this.t("share.limits"),()=>this.#i(),{kind:"plain"})}
          </div>
        </div>
        ${this.#s(t)} ${L(this,this._asked,()=>this._asked=void 0)}`})}#t(e){return a`<div class="share">
      <div class="stack">
        <div class="bar">
          <a class="button" href=${e.printUrl} target="_blank" rel="noopener">${this.t("share.print")}</a>
          <a class="button" href=${e.url} target="_blank" rel="noopener">${this.t("share.link")}</a>
          ${this.button("",this.t("action.copy"),()=>je(this,e.url,this.t("share.copied")))}
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
                  <dd>${this.time(e.expiresAt)}</dd>`:c}
          ${e.emailDomain?a`<dt>${this.t("share.domain")}</dt>
                  <dd>${e.emailDomain}</dd>`:c}
        </dl>
      </div>
      <figure class="qr" part="qr"><img src=${e.qrCode.pngDataUri} alt=${this.t("share.qr")} /></figure>
    </div>`}#s(e){let t=(s,r)=>k({id:s,label:r.label,hint:r.hint,problem:this._problems[s],control:n=>a`<input id=${s} name=${s} inputmode=${r.mode} autocomplete="off" ${n} />`});return Q({isOpen:this._isGenerating,heading:this.t(e?"share.another":"share.generate"),close:()=>this._isGenerating=!1},a`<form class="stack" novalidate @submit=${this.#r}>
        ${e?a`<p class="note warn">${this.t("share.replaces")}</p>`:c}
        ${k({id:"days",label:this.t("share.until"),control:s=>a`<select id="days" name="days" ${s}>
              ${Uo.map(r=>a`<option value=${r}>${r?this.t("share.days",{count:r}):this.t("share.forever")}</option>`)}
            </select>`})}
        ${t("maxUses",{label:this.t("share.maxUses"),hint:this.t("share.noLimit"),mode:"numeric"})}
        ${t("emailDomain",{label:this.t("share.domain"),hint:this.t("share.domainHint"),mode:"url"})}
        <div class="bar">
          ${this.button("generate",this.t("share.generate"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),()=>this._isGenerating=!1,{kind:"plain"})}
        </div>
      </form>`)}#i(){this._problems={},this._isGenerating=!0}#r(e){e.preventDefault();let{days:t,maxUses:s,emailDomain:r}=Object.fromEntries(new FormData(e.target)),n=s?.trim();if(n&&!/^\d{1,9}$/.test(n)){this._problems={maxUses:this.t("share.notANumber")};return}this.#n({...Number(t)&&{expiresAt:new Date(Date.now()+Number(t)*Po).toISOString()},...n&&{maxUses:Number(n)},...r?.trim()&&{emailDomain:r.trim()}})}async#n(e){let t={groupId:this.group,...e};await this.act("generate",Or,{input:t},{done:this.t("share.generated"),...this._isGenerating&&{mend:r=>this._problems=q(r,"")}})&&(this._isGenerating=!1)}#o(){this._asked={heading:this.t("share.deleteTitle"),text:this.t("share.deleteText"),yes:this.t("share.delete"),act:()=>this.act("delete",Lr,{id:this.group},{done:this.t("share.deleted")})}}};v("usher-share",Xt);var Mr={id:"sha256:a9184ee8d87bc1d0239d7eaf7c3c1a7ff9288ea00ce6d58767ffb3552d1010a5",text:"query UsherGroupSettings($id:ID!){group(id:$id){id liveCursor name description joinPolicy discreet viewerActions viewerActionsVersion}}"},zr={id:"sha256:eaa3ce788dd8ece535966f314c7eac18d91875ed4ea656acef727ab9387f36a6",text:"mutation UsherCreateGroup($input:CreateGroupInput!){createGroup(input:$input){group{id name}viewer{id}userErrors{code message path url}}}"},jr={id:"sha256:1e1a922b22589d8b030950298d794a60a9c79efb2005a5771016932be84c6ac4",text:"mutation UsherUpdateGroup($input:UpdateGroupInput!){updateGroup(input:$input){group{id name description joinPolicy discreet}userErrors{code message path url}}}"};var Do=["INVITE_ONLY","OPEN"],Br={name:"",description:"",joinPolicy:"INVITE_ONLY",discreet:!1},es=class extends b{static{this.properties={group:{},_edited:{state:!0},_problems:{state:!0}}}static{this.styles=[g,f`
      form {
        max-inline-size: 44rem;
      }
    `]}#e=new y(this,()=>this.group?{document:Mr,variables:{id:this.group},streams:[I(this.group)]}:void 0,({group:e})=>e?.viewerActions.includes("EDIT")?e:null);constructor(){super(),this._edited={},this._problems={}}render(){return this.group?this.#e.render(({group:e})=>this.#t(e)):this.#t(Br)}#t(e){let t={...e,...this._edited},s=!this.group,r=Object.keys(this._edited).length>0;return a`<form class="card stack" novalidate @submit=${this.#n}>
      ${k({id:"name",label:this.t("group.name"),problem:this._problems.name,control:n=>a`<input
            id="name"
            maxlength="120"
            .value=${t.name}
            @input=${this.#s("name",e)}
            ${n}
          />`})}
      ${k({id:"description",label:this.t("group.description"),hint:this.t("group.descriptionHint"),problem:this._problems.description,control:n=>a`<textarea
            id="description"
            rows="5"
            maxlength="10000"
            .value=${t.description}
            @input=${this.#s("description",e)}
            ${n}
          ></textarea>`})}
      ${Ht({name:this.t("group.joinPolicy"),values:Do,chosen:t.joinPolicy,choose:n=>this.#i("joinPolicy",n,e),label:n=>this.t(`policy.${n}`),hint:n=>this.t(`policy.${n}Hint`)})}
      ${Gt({label:this.t("group.discreet"),hint:this.t("group.discreetHint"),isOn:t.discreet,choose:n=>this.#i("discreet",n,e)})}
      <div class="bar">
        ${this.button("save",this.t(s?"groups.create":"action.save"),()=>{},{kind:"first",submit:!0,disabled:!r})}
        ${r&&!s?this.button("",this.t("action.cancel"),()=>this.#r(),{kind:"plain"}):c}
      </div>
    </form>`}#s(e,t){return s=>this.#i(e,s.target.value,t)}#i(e,t,s){let{[e]:r,...n}=this._edited;this._edited=t===s[e]?n:{...this._edited,[e]:t}}#r(){this._edited={},this._problems={}}async#n(e){e.preventDefault();let t=s=>{this._problems=q(s,"name")};if(this.group){let s={groupId:this.group,...this._edited};if(!await this.act("save",jr,{input:s},{mend:t,done:this.t("group.saved")}))return;this.#r(),this.emit("usher-updated",{groupId:this.group})}else{let s={...Br,...this._edited},r=await this.act("save",zr,{input:s},{mend:t});r?.group&&this.emit("usher-created",{groupId:r.group.id})}}};v("usher-group-settings",es);var Ro=120,be=f`
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
`;function ve(i,e,t){return t>Ro?a`<div class="places many" part="places" role="img" aria-label=${i}>
      <i class="taken" .style=${`flex-grow:${e}`}></i><i .style=${`flex-grow:${t-e}`}></i>
    </div>`:a`<div class="places" part="places" role="img" aria-label=${i}>
    ${Array.from({length:t},(s,r)=>a`<i class=${r<e?"taken":""}></i>`)}
  </div>`}var ts=[be,f`
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
  `];var Gr={id:"sha256:d7d745e474091d837bd5589a6acc95781abc24c55c58c71af00b4392f25e5dd1",text:"query UsherSeats($id:ID!$first:Int!$after:String){group(id:$id){id name liveCursor viewerActions viewerActionsVersion viewerMembership{id hasFullAccess seatWaitPosition seat{id number}}seatPlan{...Plan seats(allocated:true first:$first after:$after){nodes{id number allocatedAt member{id viewerActions account{id name}}}pageInfo{hasNextPage endCursor}}waiting(first:10){totalCount nodes{id seatWaitPosition viewerActions account{id name}}}}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},Hr={id:"sha256:2fb0e27df55e6da75d7b19b1cb33437495c57c829ab2c816ed87827c8d0cb7c0",text:"query UsherWithoutSeat($id:ID!$search:String){group(id:$id){id members(hasSeat:false search:$search first:50){nodes{id role seatWaitPosition account{id name username}}pageInfo{hasNextPage}}}}"},Fr={id:"sha256:089f35e70bb19e793d05691527f58bc1022e1d409ef9a0595f7cf0867575d56c",text:"mutation UsherAllocate($id:ID!){allocateSeat(input:{memberId:$id}){group{id viewerActionsVersion seatPlan{...Plan}}seat{id number}userErrors{code message path url}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},Vr={id:"sha256:7b98578655aad7a9ad384e28e1a5de8a3b698ffcf4e8a947eddf8c49f40c0e74",text:"mutation UsherRelease($id:ID!){releaseSeat(input:{memberId:$id}){group{id viewerActionsVersion seatPlan{...Plan}}userErrors{code message path url}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},Wr={id:"sha256:ad184dd82ba42ac043fe2bd4c204644ffcea6cdd6b1b3d927871e7e6353c321c",text:"mutation UsherSetPolicy($input:SetSeatPolicyInput!){setSeatPolicy(input:$input){group{id viewerActionsVersion}seatPlan{...Plan}userErrors{code message path url}}}fragment Plan on SeatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail}"},qr={id:"sha256:137cb2a859d07ff35d26d406f2b5a9c5d15770a9a2593f010f157011b00117ba",text:"mutation UsherWait($input:RequestSeatInput!){requestSeat(input:$input){group{id viewerActionsVersion}member{id seatWaitPosition hasFullAccess}userErrors{code message path url}}}"};function ss(i,e,t){let[s,r,n]=[i,e,t.join(`\r
`)].map(encodeURIComponent);return`mailto:${s.replace("%40","@")}?subject=${r}&body=${n}`}var Oo=["MANUAL","AUTOMATIC"],is=class extends b{static{this.properties={group:{},_asked:{state:!0}}}static{this.styles=[g,re,ts]}#e=new T(this);#t=new Y(this,{id:"member",find:e=>this.#h(e),isEager:!0});#s=new y(this,()=>this.group?{document:Gr,variables:{id:this.group,...this.#e.variables},streams:[I(this.group)]}:void 0,({group:e})=>e);render(){return this.#s.render(({group:e})=>{let{seatPlan:t}=e;if(!t)return a`<div class="card"><p>${this.t("seats.noPlan")}</p></div>`;let s=e.viewerActions.includes("MANAGE_SEATS");return a`<div class="stack">
        ${this.#i(t,e.name)} ${this.#r(e)} ${s?this.#n(t):c}
        ${t.seats?this.#o(t.seats):c} ${t.waiting?this.#l(t):c}
        ${s?this.#c(t):c} ${L(this,this._asked,()=>this._asked=void 0)}
      </div>`})}#i(e,t){let{seatCount:s,allocatedCount:r,freeCount:n,supportEmail:o}=e,l=this.t("seats.figures",{count:s,free:n}),d=[t,this.page("groups",this.group,"staff"),l,""];return a`<section class="card stack">
      <div class="bar">
        <h2 class="grow">${l}</h2>
        ${De(this,e)}
      </div>
      ${ve(this.t("seats.taken",{count:r,all:s}),r,s)}
      <p class="soft small">
        ${this.t("seats.more")}
        <a href=${ss(o,this.t("seats.moreSubject",{group:t}),d)}>${o}</a>
      </p>
    </section>`}#r({viewerMembership:e}){if(!e)return c;let{seat:t,seatWaitPosition:s,hasFullAccess:r}=e;if(t&&r)return a`<p class="note">${this.t("seats.own",{number:t.number})}</p>`;let n=o=>()=>this.act("wait",qr,{input:{groupId:this.group,waiting:o}},{done:this.t(o?"seats.waits":"seats.waitsNot")});return a`<div class="note bar">
      <span class="grow">${s?this.t("seats.position",{number:s}):this.t("seats.ownNone")}</span>
      ${t?c:s?this.button("wait",this.t("seats.leaveLine"),n(!1)):this.button("wait",this.t("seats.request"),n(!0))}
    </div>`}#n(e){let t=e.status!=="ACTIVE"?"seats.notInForce":e.freeCount===0?"seats.allInUse":void 0;return t?a`<p class="note">${this.t(t)}</p>`:a`<form class="card allocate" @submit=${this.#d}>
      ${this.#t.render(this.t("seats.member"),{hint:this.t("seats.memberHint")})}
      ${this.button("allocate",this.t("seats.allocate"),()=>{},{kind:"first",submit:!0,disabled:!this.#t.chosen})}
    </form>`}#o(e){return a`<section class="stack">
      <h2>${this.t("seats.held")}</h2>
      ${this.#e.render(e,t=>this.#a(t),P(this.t("seats.noneHeld")))}
    </section>`}#a({number:e,allocatedAt:t,member:s}){let r=s?.account.name??"";return a`<li part="seat">
      ${K(r)}
      <div class="who">
        <strong dir="auto">${r}</strong>
        ${Z(this.t("seat.number",{number:e}),t&&this.t("members.since",{date:this.date(t)}))}
      </div>
      ${s?.viewerActions.includes("RELEASE_SEAT")?this.button(`release:${s.id}`,this.t("seats.release"),()=>this.#p(s.id,r),{kind:"plain danger",name:this.t("seats.releaseName",{name:r})}):c}
    </li>`}#l({waiting:e}){let{nodes:t,totalCount:s}=e;if(!t.length)return c;let r=s-t.length;return a`<section class="stack">
      <h2>${this.t("seats.line")} <span class="soft number">${this.t.number(s)}</span></h2>
      <ol class="rows" part="line">
        ${t.map(({id:n,seatWaitPosition:o,viewerActions:l,account:d})=>a`<li>
              <span class="face" aria-hidden="true">${o}</span>
              <div class="who"><strong dir="auto">${d.name}</strong></div>
              ${l.includes("ALLOCATE_SEAT")?this.button(`allocate:${n}`,this.t("seats.allocate"),()=>this.#u(n,d.name),{kind:"plain",name:this.t("seats.allocateName",{name:d.name})}):c}
            </li>`)}
      </ol>
      ${r>0?a`<p class="soft">${this.t("invite.more",{count:r})}</p>`:c}
    </section>`}#c(e){let t=Math.min(e.freeCount,e.waiting?.totalCount??0),s=r=>r==="AUTOMATIC"&&e.policy==="MANUAL"&&t?this.t("policy.AUTOMATICNow",{count:t}):this.t(`policy.${r}Hint`);return a`<div class="card">
      ${Ht({name:this.t("policy.name"),values:Oo,chosen:e.policy,choose:r=>this.#f(r,s(r),t),label:r=>this.t(`policy.${r}`),hint:s,isBusy:this.isBusy("policy")})}
    </div>`}async#h(e){let t=await this.ask(Hr,{id:this.group,search:e||null}),{nodes:s=[],pageInfo:r}=t?.group?.members??{},n=s.map(({id:o,account:l,seatWaitPosition:d})=>({id:o,label:l.name,detail:d?this.t("seats.inLine",{number:d}):`@${l.username}`}));return Object.assign(n,{hasMore:r?.hasNextPage})}async#d(e){if(e.preventDefault(),!this.#t.chosen)return;let{id:t,label:s}=this.#t.chosen;await this.during("allocate",()=>this.#u(t,s)),this.#t.clear()}async#u(e,t){await this.act(`allocate:${e}`,Fr,{id:e},{done:this.t("seats.allocated",{name:t})})}#p(e,t){let s=this.#s.data?.group?.seatPlan,r=s?.policy==="AUTOMATIC"?s.waiting?.nodes[0]?.account.name:void 0;this._asked={heading:this.t("seats.releaseName",{name:t}),text:r?this.t("seats.releaseNext",{name:t,next:r}):this.t("seats.releaseText",{name:t}),yes:this.t("seats.release"),act:()=>this.act(`release:${e}`,Vr,{id:e},{done:this.t("seats.released")})}}#f(e,t,s){let r=async()=>{let n={groupId:this.group,policy:e};await this.act("policy",Wr,{input:n},{done:this.t("policy.set")}),this.requestUpdate()};if(e==="MANUAL"||!s)return void r();this._asked={heading:this.t("policy.AUTOMATIC"),text:t,yes:this.t("policy.yes"),act:r}}};v("usher-seats",is);var Yr={id:"sha256:2a2f99ba04b9f147549c30add834fbfc7ef9100099dd85659cf4da29286ac800",text:"query UsherAccount{viewer{id liveCursor isStaff account{id name username email}accessTokens{id name scopes createdAt expiresAt lastUsedAt}}}"},Kr={id:"sha256:acda3ba9d87550892ba94f485a37d2d6ca9e7b4b01bfcdebe8fc57e0bb2f82ec",text:"mutation UsherUpdateProfile($input:UpdateProfileInput!){updateProfile(input:$input){viewer{id account{id name username}}userErrors{code message path url}}}"},Zr={id:"sha256:2f925c034323656518c04e49c37dbbd06315a8f7a6d470ef81db8a02b88331ce",text:"mutation UsherSetPassword($input:SetPasswordInput!){setPassword(input:$input){viewer{id}userErrors{code message path url}}}"},Jr={id:"sha256:d5722596bb43e3bf67931b4fd9380bc7bcf0c86b79e9d560fb87305c2736edeb",text:"mutation UsherCreateToken($input:CreateAccessTokenInput!){createAccessToken(input:$input){accessToken{id name}secret viewer{id}userErrors{code message path url}}}"},Qr={id:"sha256:412d968acf5ad50da893928b83d0de4ab36354bed5031e860cafd3637c4a3bbb",text:"mutation UsherRevokeToken($id:ID!){revokeAccessToken(input:{id:$id}){revokedId viewer{id}userErrors{code message path url}}}"};var Lo=["READ","WRITE","READ_ACCESS","STAFF"],Mo=864e5,zo=[0,30,90,365],Fs=class extends b{static{this.properties={tokens:{attribute:!1},isStaff:{attribute:!1},_isMaking:{state:!0},_secret:{state:!0},_problem:{state:!0},_asked:{state:!0}}}static{this.styles=[g,f`
      code {
        display: block;
        padding: 0.7rem;
        border-radius: 9px;
        background: var(--tint);
        font:
          0.875rem/1.5 ui-monospace,
          Menlo,
          Consolas,
          monospace;
      }
    `]}constructor(){super(),this._isMaking=!1,this._problem=""}render(){return a`<section class="card stack">
      <div class="bar">
        <h2 class="grow">${this.t("tokens.name")}</h2>
        ${this.button("",this.t("tokens.create"),()=>this._isMaking=!0)}
      </div>
      <p class="soft small">${this.t("tokens.hint")}</p>
      ${this.tokens.length?a`<ul class="rows" tabindex="-1" data-home>
              ${this.tokens.map(e=>this.#e(e))}
            </ul>`:c}
      ${this.#t()} ${L(this,this._asked,()=>this._asked=void 0)}
    </section>`}#e({id:e,name:t,scopes:s,createdAt:r,expiresAt:n,lastUsedAt:o}){return a`<li>
      <div class="who">
        <strong dir="auto">${t}</strong>
        ${s.map(l=>a`<span class="tag">${this.t(`scope.${l}`)}</span> `)}
        ${Z(this.t("members.since",{date:this.date(r)}),o?this.t("tokens.used",{date:this.time(o)}):this.t("tokens.unused"),n&&this.t("invitations.until",{date:this.date(n)}))}
      </div>
      ${this.button(`revoke:${e}`,this.t("tokens.revoke"),()=>this.#i(e,t),{kind:"plain danger",name:`${this.t("tokens.revoke")}: ${t}`})}
    </li>`}#t(){let e=()=>{this._isMaking=!1,this._secret=void 0},t=this.t("tokens.create");if(this._secret){let s=this._secret;return Q({isOpen:this._isMaking,heading:t,close:e},a`<div class="stack">
          <p>${this.t("tokens.once")}</p>
          <code>${s}</code>
          <div class="bar">
            ${this.button("",this.t("action.copy"),()=>je(this,s,this.t("tokens.copied")),{kind:"first"})}
            ${this.button("",this.t("action.close"),e,{kind:"plain"})}
          </div>
        </div>`)}return Q({isOpen:this._isMaking,heading:t,close:e},a`<form class="stack" novalidate @submit=${this.#s}>
        ${k({id:"token",label:this.t("tokens.program"),problem:this._problem,control:s=>a`<input id="token" name="name" maxlength="120" autocomplete="off" ${s} />`})}
        <fieldset>
          <legend>${this.t("tokens.scopes")}</legend>
          ${Lo.filter(s=>s!=="STAFF"||this.isStaff).map(s=>a`<label class="choice">
                <input
                  type="checkbox"
                  name="scope"
                  value=${s}
                  ?checked=${s==="READ"}
                />${this.t(`scope.${s}`)}
              </label>`)}
        </fieldset>
        ${k({id:"days",label:this.t("share.until"),control:s=>a`<select id="days" name="days" ${s}>
              ${zo.map(r=>a`<option value=${r}>${r?this.t("share.days",{count:r}):this.t("share.forever")}</option>`)}
            </select>`})}
        <div class="bar">
          ${this.button("create",t,()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),e,{kind:"plain"})}
        </div>
      </form>`)}async#s(e){e.preventDefault();let t=new FormData(e.target),s=Number(t.get("days")),r={name:String(t.get("name")),scopes:t.getAll("scope"),expiresAt:s?new Date(Date.now()+s*Mo).toISOString():null},n=([l])=>{this._problem=l.message},o=await this.act("create",Jr,{input:r},{mend:n});o&&(this._problem="",this._secret=o.secret??void 0)}#i(e,t){this._asked={heading:`${this.t("tokens.revoke")}: ${t}`,text:this.t("tokens.revokeText"),yes:this.t("tokens.revoke"),act:()=>this.act(`revoke:${e}`,Qr,{id:e},{done:this.t("tokens.revoked")})}}};v("usher-tokens",Fs);var rs=class extends b{static{this.properties={_problems:{state:!0}}}static{this.styles=[g,f`
      form {
        max-inline-size: 34rem;
      }
    `]}#e=new y(this,()=>({document:Yr,variables:{},streams:[D()]}),({viewer:e})=>e);constructor(){super(),this._problems={}}render(){return this.#e.render(({viewer:e})=>a`<div class="stack">
          ${this.#t(e)} ${this.#s()}
          <usher-tokens .tokens=${e.accessTokens??[]} .isStaff=${e.isStaff}></usher-tokens>
          ${C.hasCookie?a`<div><a class="button" href="${C.base}/logout">${this.t("account.logOut")}</a></div>`:c}
        </div>`)}#t({account:e}){return a`<section class="card">
      <form class="stack" novalidate @submit=${this.#n}>
        <h2>${this.t("account.profile")}</h2>
        ${e.email?a`<p class="soft">${e.email}</p>`:c}
        ${this.#i("name",this.t("group.name"),{value:e.name,autocomplete:"name"})}
        ${this.#i("username",this.t("account.username"),{value:e.username,autocomplete:"username",hint:this.t("account.usernameHint")})}
        <div class="bar">
          ${this.button("profile",this.t("action.save"),()=>{},{kind:"first",submit:!0})}
        </div>
      </form>
    </section>`}#s(){return a`<section class="card">
      <form class="stack" novalidate @submit=${this.#o}>
        <h2>${this.t("account.password")}</h2>
        ${this.#i("currentPassword",this.t("account.current"),{type:"password",autocomplete:"current-password"})}
        ${this.#i("password",this.t("account.new"),{type:"password",autocomplete:"new-password",hint:this.t("account.passwordHint")})}
        <div class="bar">
          ${this.button("password",this.t("account.setPassword"),()=>{},{submit:!0})}
        </div>
      </form>
    </section>`}#i(e,t,s){let{value:r="",type:n="text",autocomplete:o,hint:l}=s,d=h=>a`<input
        id=${e}
        name=${e}
        type=${n}
        maxlength="1024"
        autocomplete=${o}
        .value=${r}
        ${h}
      />`;return k({id:e,label:t,hint:l,problem:this._problems[e],control:d})}#r=(e,t)=>{this._problems=q(e,t)};async#n(e){e.preventDefault();let{name:t,username:s}=Object.fromEntries(new FormData(e.target)),r={done:this.t("account.saved"),mend:n=>this.#r(n,"name")};await this.act("profile",Kr,{input:{name:t,username:s}},r)&&(this._problems={})}async#o(e){e.preventDefault();let t=e.target,{password:s,currentPassword:r}=Object.fromEntries(new FormData(t)),n={done:this.t("account.passwordSet"),mend:l=>this.#r(l,"currentPassword")},o={password:s,currentPassword:r};await this.act("password",Zr,{input:o},n)&&(this._problems={},t.reset())}};v("usher-account",rs);var Xr={id:"sha256:62017c201a0f15c0659d035a5a7f4ccc701549e0002ed1d512b970fc783737c3",text:"query UsherHistory($id:ID!$first:Int!$after:String$action:[HistoryAction!]){group(id:$id){id liveCursor history(action:$action first:$first after:$after){nodes{id action subject at actor{id name}}pageInfo{hasNextPage endCursor}}}}"};var en={members:["MEMBER_JOINED","MEMBER_ADDED","MEMBER_REMOVED","MEMBER_LEFT","ROLE_CHANGED","PATIENT_REMOVED"],invitations:["INVITATION_SENT","INVITATION_RESENT","INVITATION_UPDATED","INVITATION_ACCEPTED","INVITATION_DECLINED","INVITATION_CANCELLED","INVITATION_EXPIRED"],share:["CODE_GENERATED","CODE_DELETED"],seats:["SEAT_PLAN_SET","SEAT_POLICY_SET","SEAT_REQUESTED","SEAT_REQUEST_WITHDRAWN","SEAT_ALLOCATED","SEAT_RELEASED"],resources:["RESOURCE_SHARED","RESOURCE_UPDATED","RESOURCE_REMOVED","RESOURCE_ASSIGNED","RESOURCE_UNASSIGNED"],edit:["GROUP_CREATED","GROUP_EDITED"]},jo=/^(.*): (ADMINISTRATOR|FACILITATOR|MEMBER)$/,Bo=/^(AUTOMATIC|MANUAL)$/,ns=class extends b{static{this.properties={group:{},_filter:{state:!0}}}static{this.styles=g}#e=new T(this,50);#t=new y(this,()=>this.group?{document:Xr,variables:{id:this.group,...this.#e.variables,action:this._filter?en[this._filter]:null},streams:[I(this.group)]}:void 0,({group:e})=>e?.history);constructor(){super(),this._filter=""}render(){return this.#t.render(({group:e})=>a`<div class="stack">
        <div class="bar">
          <select class="inline" aria-label=${this.t("sent.filter")} @change=${this.#r}>
            <option value="">${this.t("sent.all")}</option>
            ${Object.keys(en).map(t=>a`<option value=${t}>${this.t(`tab.${t}`)}</option>`)}
          </select>
        </div>
        ${this.#e.render(e.history,t=>this.#s(t),P(this.t("list.nothingFound")))}
      </div>`)}#s(e){let{action:t,at:s,actor:r}=e,n=this.#i(e);return a`<li part="entry">
      <div class="who">
        <span>${this.t(`history.${t}`,{subject:n})}</span>
        <p class="soft small">${r?.name??this.t("history.nobody")}</p>
      </div>
      <time class="soft small number" datetime=${s}>${this.time(s)}</time>
    </li>`}#i({action:e,subject:t}){switch(e){case"ROLE_CHANGED":case"INVITATION_UPDATED":return t.replace(jo,(s,r,n)=>this.t("history.role",{name:r,role:this.t(`role.${n}`)}));case"SEAT_POLICY_SET":return t.replace(Bo,s=>this.t(`policy.${s}`));default:return t}}#r(e){this._filter=e.target.value,this.#e.reset()}};v("usher-history",ns);var tn={id:"sha256:85e8c711ff194e69fade5e02a154de2d05de43fba0597fb745744329053964dd",text:"query UsherPatients($first:Int!$after:String$search:String){viewer{id liveCursor caseload{id limit count reserved remaining upgradeUrl patients(search:$search first:$first after:$after){nodes{id addedAt account{id name username}groups{id name}}pageInfo{hasNextPage endCursor}}}}}"},sn={id:"sha256:1774415e8703c2cae7da01c669538e4004023e9c95adac165e6c102ff6793e09",text:"mutation UsherRemovePatient($id:ID!){removePatient(input:{patientId:$id}){removedId caseload{id count reserved remaining}userErrors{code message path url}}}"};function Be(i,{limit:e,count:t,reserved:s}){return e===null?i("patients.count",{count:t}):i("patients.countOf",{count:t+s,limit:e})}var os=class extends b{static{this.properties={_search:{state:!0},_asked:{state:!0}}}static{this.styles=[g,be]}#e=new T(this);#t=new y(this,()=>({document:tn,variables:{...this.#e.variables,search:this._search||null},streams:[D()]}),({viewer:e})=>e);constructor(){super(),this._search=""}render(){return this.#t.render(({viewer:e})=>{let{caseload:t}=e;return t?this.#s(t):P(this.t("patients.noCaseload"))})}#s(e){return a`<div class="stack">
      ${this.#i(e)} ${ie(this.t("patients.search"),this._search,t=>this.#o(t))}
      ${this.#e.render(e.patients,t=>this.#r(t),P(this.t(this._search?"list.nothingFound":"patients.none")))}
      ${L(this,this._asked,()=>this._asked=void 0)}
    </div>`}#i(e){let{limit:t,count:s,reserved:r,remaining:n,upgradeUrl:o}=e,l=n===0,d=Be(this.t,e);return a`<section class="card stack">
      <h2>${d}</h2>
      ${t===null?c:ve(d,s+r,t)}
      ${r?a`<p class="soft small">${this.t("patients.reserved",{count:r})}</p>`:c}
      ${l?a`<p class="note bad">${this.t("patients.full")}</p>`:c}
      ${o&&t!==null?a`<div>
              <a class="button ${l?"first":""}" href=${o}>${this.t("invite.upgrade")}</a>
            </div>`:c}
    </section>`}#r({id:e,account:t,groups:s,addedAt:r}){return a`<li part="patient">
      ${K(t.name)}
      <div class="who">
        <strong dir="auto">${t.name}</strong>
        ${Z(`@${t.username}`,this.t("members.since",{date:this.date(r)}),...s.map(({id:n,name:o})=>a`<a href=${this.page("groups",n,"members")}>${o}</a>`))}
      </div>
      ${this.button(`remove:${e}`,this.t("members.remove"),()=>this.#n(e,t.name),{kind:"plain danger",name:this.t("members.removeName",{name:t.name})})}
    </li>`}#n(e,t){this._asked={heading:this.t("members.removeName",{name:t}),text:this.t("patients.removeText"),yes:this.t("members.remove"),act:()=>this.act(`remove:${e}`,sn,{id:e},{done:this.t("members.removed",{name:t})})}}#o(e){this._search=e,this.#e.reset()}};v("usher-patients",os);var rn={id:"sha256:d65f415004387db0d6957ec16c40aebe716bd71803839aafd5e557d3a41c66bb",text:"query UsherResources($id:ID!$first:Int!$after:String){group(id:$id){id liveCursor viewerActions resources(first:$first after:$after){nodes{...Shown viewerAssignment{id dueAt completedAt}assignments(first:50){totalCount nodes{id dueAt completedAt member{id account{id name}}}}}pageInfo{hasNextPage endCursor}}}}fragment Shown on Resource{id kind title url body createdAt sharedBy{id name}}"},nn={id:"sha256:7084daeae151b32027108639b45550a62037b72ebc12083d46424037669a48ed",text:"query UsherMembersToAssign($id:ID!$search:String){group(id:$id){id members(search:$search first:50){nodes{id role account{id name username}}pageInfo{hasNextPage}}}}"},on={id:"sha256:ea55e08afd6b6288c4f26741a9addf254dca6f99f81850d3c89c0b87b7c0c804",text:"mutation UsherShareResource($input:ShareResourceInput!){shareResource(input:$input){group{id}resource{...Shown}userErrors{code message path url}}}fragment Shown on Resource{id kind title url body createdAt sharedBy{id name}}"},an={id:"sha256:2c8f186089a39ece5dbb63dda9425aa290c451d0ecc4dfca09baa2224af677b8",text:"mutation UsherUpdateResource($input:UpdateResourceInput!){updateResource(input:$input){group{id}resource{...Shown}userErrors{code message path url}}}fragment Shown on Resource{id kind title url body createdAt sharedBy{id name}}"},ln={id:"sha256:3d273d286898faa435d4e93992d1a50cf5d1a6cd6d84877bbaaefcb4af7e3fc7",text:"mutation UsherRemoveResource($id:ID!){removeResource(input:{resourceId:$id}){group{id}removedId userErrors{code message path url}}}"},cn={id:"sha256:12155f7e53bd9686dc6d46d7bfb5e673a898550ce923b3480e7244e83278dd46",text:"mutation UsherAssign($input:AssignResourceInput!){assignResource(input:$input){group{id}assignments{id}userErrors{code message path url}}}"},dn={id:"sha256:cd3903fe3874cab77f86b52aa7cfd027e3d1665c3c7024b194a41eee7a732460",text:"mutation UsherUnassign($id:ID!){unassignResource(input:{assignmentId:$id}){group{id}removedIds userErrors{code message path url}}}"},hn={id:"sha256:adc24711684ae4dea411d0c353d78271b305e1a5b25fa9814e0ce5850a14b1ce",text:"mutation UsherComplete($id:ID!){completeAssignment(input:{assignmentId:$id}){group{id}assignment{id completedAt}userErrors{code message path url}}}"},un={id:"sha256:dfe62fac8771f4f4231df8f415c0944100799e5f66d2e1b0bc7384c279a6166a",text:"mutation UsherReopen($id:ID!){reopenAssignment(input:{assignmentId:$id}){group{id}assignment{id completedAt}userErrors{code message path url}}}"};var Go=["PSYCHO_EDUCATION","WORKBOOK","LINK"],Vs=class extends b{static{this.properties={group:{},form:{},resource:{attribute:!1},_problems:{state:!0},_chosen:{state:!0}}}static{this.styles=[g,re]}#e=new Y(this,{id:"assignee",find:e=>this.#a(e),choose:e=>this._chosen=[...this._chosen,e],isEager:!0});constructor(){super(),this._problems={},this._chosen=[]}render(){let e=this.form==="assign"?"resources.assign":this.form==="edit"?"resources.edit":"resources.share";return Q({isOpen:this.form!==void 0,heading:this.t(e),close:()=>this.#c()},this.form==="assign"?this.#s():this.#t())}#t(){let{kind:e="PSYCHO_EDUCATION",title:t="",url:s="",body:r=""}=this.resource??{};return a`<form class="stack" novalidate @submit=${this.#n}>
      ${k({id:"kind",label:this.t("resources.kind"),control:n=>a`<select id="kind" name="kind" ${n}>
            ${Go.map(o=>a`<option value=${o} ?selected=${o===e}>${this.t(`resource.${o}`)}</option>`)}
          </select>`})}
      ${k({id:"title",label:this.t("resources.title"),problem:this._problems.title,control:n=>a`<input id="title" name="title" maxlength="120" .value=${t} ${n} />`})}
      ${k({id:"url",label:this.t("resources.url"),hint:this.t("resources.urlHint"),problem:this._problems.url,control:n=>a`<input id="url" name="url" type="url" maxlength="2000" .value=${s??""} ${n} />`})}
      ${k({id:"body",label:this.t("invite.body"),problem:this._problems.body,control:n=>a`<textarea id="body" name="body" rows="5" maxlength="10000" .value=${r} ${n}></textarea>`})}
      ${this.#i("write",this.t(this.form==="edit"?"action.save":"resources.share"))}
    </form>`}#s(){return a`<form class="stack" novalidate @submit=${this.#o}>
      <p><strong dir="auto">${this.resource?.title}</strong></p>
      ${this.#e.render(this.t("resources.to"),{hint:this.t("resources.toHint")})}
      ${this._chosen.length?a`<ul class="rows" tabindex="-1" data-home>
              ${this._chosen.map(({id:e,label:t})=>a`<li>
                    <div class="who" dir="auto">${t}</div>
                    ${this.button("",this.t("members.remove"),()=>this.#l(e),{kind:"plain danger",name:this.t("members.removeName",{name:t})})}
                  </li>`)}
            </ul>`:c}
      ${k({id:"due",label:this.t("resources.dueAt"),problem:this._problems.dueAt,control:e=>a`<input id="due" name="due" type="date" ${e} />`})}
      ${this.#i("assign",this._chosen.length?this.t("resources.assignTo",{count:this._chosen.length}):this.t("resources.assignAll"))}
    </form>`}#i(e,t){return a`<div class="bar">
      ${this.button(e,t,()=>{},{kind:"first",submit:!0})}
      ${this.button("",this.t("action.cancel"),()=>this.#c(),{kind:"plain"})}
    </div>`}#r=e=>{this._problems=q(e,"title")};async#n(e){e.preventDefault();let t=Object.fromEntries(new FormData(e.target)),s={kind:t.kind,title:t.title,url:t.url.trim(),body:t.body},r=this.t("resources.shared");(this.resource?await this.act("write",an,{input:{resourceId:this.resource.id,...s}},{mend:this.#r,done:this.t("group.saved")}):await this.act("write",on,{input:{groupId:this.group,...s,url:s.url||null}},{mend:this.#r,done:r}))&&this.#c()}async#o(e){e.preventDefault();let t=String(new FormData(e.target).get("due")??""),s={resourceId:this.resource.id,memberIds:this._chosen.length?this._chosen.map(({id:o})=>o):null,dueAt:t?new Date(`${t}T23:59:59`).toISOString():null},r=this.t("resources.isAssigned");await this.act("assign",cn,{input:s},{mend:this.#r,done:r})&&this.#c()}async#a(e){let t=await this.ask(nn,{id:this.group,search:e||null}),s=new Set(this._chosen.map(({id:l})=>l)),{nodes:r=[],pageInfo:n}=t?.group?.members??{},o=r.filter(({id:l})=>!s.has(l)).map(({id:l,account:d})=>({id:l,label:d.name,detail:`@${d.username}`}));return Object.assign(o,{hasMore:n?.hasNextPage})}#l(e){this._chosen=this._chosen.filter(t=>t.id!==e)}#c(){this._problems={},this._chosen=[],this.#e.clear(),this.dispatchEvent(new Event("close"))}};v("usher-resource-forms",Vs);var as=class extends b{static{this.properties={group:{},_form:{state:!0},_asked:{state:!0}}}static{this.styles=[g,f`
      .body {
        white-space: pre-line;
        margin-block-start: 0.4rem;
      }
      .rows > li {
        padding-block: 1rem;
      }
      details {
        flex: 1 0 100%;
      }
      summary {
        cursor: pointer;
        color: var(--soft);
      }
      .assigned li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding-block: 0.3rem;
      }
      .assigned span:first-child {
        flex: 1 1 9rem;
      }
    `]}#e=new T(this,10);#t=new y(this,()=>this.group?{document:rn,variables:{id:this.group,...this.#e.variables},streams:[I(this.group)]}:void 0,({group:e})=>e?.resources);render(){return this.#t.render(({group:e})=>{let t=e.viewerActions.includes("SHARE_RESOURCES");return a`<div class="stack">
        ${t?a`<div class="bar">
                ${this.button("",a`${fe}${this.t("resources.share")}`,()=>this._form={name:"share"},{kind:"first"})}
              </div>`:c}
        ${this.#e.render(e.resources,s=>this.#s(s,t),P(this.t("resources.none")))}
        <usher-resource-forms
          .group=${e.id}
          .form=${this._form?.name}
          .resource=${this._form?.resource}
          @close=${()=>this._form=void 0}
        ></usher-resource-forms>
        ${L(this,this._asked,()=>this._asked=void 0)}
      </div>`})}#s(e,t){let{title:s,kind:r,url:n,body:o,sharedBy:l,createdAt:d,assignments:h}=e,p=this.t("sent.by",{name:l?.name??"\u2013",date:this.date(d)});return a`<li part="resource">
      <div class="who">
        ${n?a`<a href=${n} target="_blank" rel="noopener noreferrer" dir="auto"><strong>${s}</strong></a>`:a`<strong dir="auto">${s}</strong>`}
        <span class="tag">${this.t(`resource.${r}`)}</span>
        <p class="soft small">${p}</p>
        ${o?a`<p class="body" dir="auto">${o}</p>`:c}
      </div>
      <div class="bar">${this.#i(e)} ${t?this.#r(e):c}</div>
      ${h?.totalCount?this.#n(h,t):c}
    </li>`}#i({title:e,viewerAssignment:t}){if(!t)return c;let{id:s,dueAt:r,completedAt:n}=t,o=`own:${s}`,l=()=>n?this.act(o,un,{id:s}):this.act(o,hn,{id:s}),d=this.t(n?"resources.reopen":"resources.complete");return a`${n?a`<span class="tag good">${this.t("resources.done",{date:this.date(n)})}</span>`:r?a`<span class="tag warn">${this.t("resources.due",{date:this.date(r)})}</span>`:c}
    ${this.button(o,d,l,{kind:n?"plain":"first",name:`${d}: ${e}`})}`}#r(e){let t=o=>({kind:"plain",name:`${o}: ${e.title}`}),[s,r,n]=[this.t("resources.assign"),this.t("resources.edit"),this.t("members.remove")];return a`${this.button("",s,()=>this._form={name:"assign",resource:e},t(s))}
    ${this.button("",r,()=>this._form={name:"edit",resource:e},t(r))}
    ${this.button(`remove:${e.id}`,n,()=>this.#o(e),{...t(n),kind:"plain danger"})}`}#n({nodes:e,totalCount:t},s){let r=e.filter(({completedAt:o})=>o).length,n=e.length;return a`<details>
      <summary class="small">
        ${this.t(n<t?"resources.progressOf":"resources.progress",{done:r,count:t,shown:n})}
      </summary>
      <ul class="assigned">
        ${e.map(({id:o,member:l,dueAt:d,completedAt:h})=>a`<li>
              <span dir="auto">${l.account.name}</span>
              ${h?a`<span class="tag good">${this.t("resources.done",{date:this.date(h)})}</span>`:d?a`<span class="tag">${this.t("resources.due",{date:this.date(d)})}</span>`:a`<span class="tag">${this.t("resources.open")}</span>`}
              ${s?this.button(`back:${o}`,this.t("resources.unassign"),()=>this.act(`back:${o}`,dn,{id:o}),{kind:"plain",name:`${this.t("resources.unassign")}: ${l.account.name}`}):c}
            </li>`)}
      </ul>
    </details>`}#o({id:e,title:t}){this._asked={heading:this.t("members.removeName",{name:t}),text:this.t("resources.removeText"),yes:this.t("members.remove"),act:()=>this.act(`remove:${e}`,ln,{id:e},{done:this.t("members.removed",{name:t})})}}};v("usher-resources",as);var pn={"menu.name":"Ihr Konto","menu.all":"Alle Gruppen","console.buy":"Pl\xE4tze","console.buyText":"Alle Mitglieder haben vollen Zugang, und Pl\xE4tze sind nicht n\xF6tig. Um Pl\xE4tze f\xFCr diese Gruppe zu kaufen, schreiben Sie an","console.buySubject":"Pl\xE4tze f\xFCr {group}","console.noAdministrator":"Diese Gruppe hat keine Administration. Um sie neu zu besetzen, schreiben Sie an","console.administratorLeft":"Ist die Administration nicht mehr da? Um sie neu zu besetzen, schreiben Sie an","console.administratorSubject":"Administration f\xFCr {group}","tab.staff":"Betrieb","staff.name":"Betrieb","staff.search":"Gruppe oder Konto suchen","staff.searchHint":"Der Name einer Gruppe; Name, Benutzername oder E-Mail-Adresse einer Person.","staff.groups":"Gruppen","staff.accounts":"Konten","staff.noPlan":"Kein Abo","staff.noAdministrator":"Keine Administration","staff.plan":"Abo","staff.noPlanYet":"Diese Gruppe hat kein Abo: Alle Mitglieder haben vollen Zugang.","staff.seats":"Pl\xE4tze","staff.starts":"Beginnt","staff.startsHint":"Bleibt es leer, beginnt es jetzt.","staff.expires":"Endet mit Ablauf des","staff.setPlan":"Abo festlegen","staff.planSet":"Das Abo ist festgelegt.","staff.planWill.one":"{count} Platz, von {from} bis zum Ende des {date}.","staff.planWill.other":"{count} Pl\xE4tze, von {from} bis zum Ende des {date}.","staff.now":"jetzt","staff.planNew.one":"Von da an braucht voller Zugang einen Platz. {count} Mitglied hat keinen, bis die Administration ihn vergibt.","staff.planNew.other":"Von da an braucht voller Zugang einen Platz. {count} Mitglieder haben keinen, bis die Administration sie vergibt.","staff.planKept.one":"{count} Platz ist belegt und bleibt es.","staff.planKept.other":"{count} Pl\xE4tze sind belegt und bleiben es.","staff.planTooFew":"{count} sind belegt: Die Administration muss zuerst {more} freigeben.","staff.planLine.one":"{count} wartende Person bekommt sofort einen Platz.","staff.planLine.other":"{count} wartende Personen bekommen sofort einen Platz.","staff.planEnds.one":"Es endet sofort: {count} Person verliert den vollen Zugang und beh\xE4lt den Platz.","staff.planEnds.other":"Es endet sofort: {count} Personen verlieren den vollen Zugang und behalten ihre Pl\xE4tze.","staff.planBegins.one":"Es gilt sofort: {count} Person hat wieder vollen Zugang.","staff.planBegins.other":"Es gilt sofort: {count} Personen haben wieder vollen Zugang.","staff.planLater":"Bis es beginnt, gibt kein Platz vollen Zugang.","staff.administrators":"Administration","staff.account":"Konto","staff.accountHint":"Geben Sie Name, Benutzername oder E-Mail-Adresse ein.","staff.appoint":"Zur Administration machen","staff.appointName":"{name} zur Administration machen","staff.appointText":"{name} verwaltet dann ganz {group}: Mitglieder, Rollen, Einladungen und Pl\xE4tze. Wer heute verwaltet, tut es weiter. {name} erf\xE4hrt davon.","staff.appointed":"{name} geh\xF6rt jetzt zur Administration von {group}.","staff.isAppointed":"geh\xF6rt schon zur Administration","staff.caseload":"Patientenliste","staff.noCaseload":"Dieses Konto f\xFChrt keine Patientenliste.","staff.noLimit":"ohne Grenze","staff.limit":"H\xF6chstens so viele","staff.limitHint":"Bleibt es leer, gibt es keine Grenze. 0 l\xE4sst niemand Neues zu.","staff.giveCaseload":"Patientenliste geben","staff.giveText":"Wer einer Gruppe von {name} als Mitglied beitritt, kommt von jetzt an auf die Liste. Sie kann nicht wieder genommen werden.","staff.setLimit":"Grenze festlegen","staff.limitSet":"Die Grenze ist festgelegt.","staff.limitWill":"H\xF6chstens {limit} Patienten, Pl\xE4tze f\xFCr Einladungen mitgez\xE4hlt.","staff.limitWillNot":"So viele Patienten, wie kommen.","staff.limitTaken.one":"{count} Platz ist belegt und bleibt es, aber niemand Neues kommt auf die Liste.","staff.limitTaken.other":"{count} Pl\xE4tze sind belegt und bleiben es, aber niemand Neues kommt auf die Liste.","staff.limitLeft.one":"{count} Platz ist frei.","staff.limitLeft.other":"{count} Pl\xE4tze sind frei."};var mn={"menu.name":"Your account","menu.all":"All groups","console.buy":"Seats","console.buyText":"Every member has full access, and no seats are needed. To buy seats for this group, write to","console.buySubject":"Seats for {group}","console.noAdministrator":"This group has no administrator. To have one appointed, write to","console.administratorLeft":"Has the administrator left? To have another one appointed, write to","console.administratorSubject":"An administrator for {group}","tab.staff":"Staff","staff.name":"Staff","staff.search":"Find a group or an account","staff.searchHint":"The name of a group; the name, username or email address of a person.","staff.groups":"Groups","staff.accounts":"Accounts","staff.noPlan":"No plan","staff.noAdministrator":"No administrator","staff.plan":"Plan","staff.noPlanYet":"This group has no plan: every member has full access.","staff.seats":"Seats","staff.starts":"Starts","staff.startsHint":"Left empty, it starts now.","staff.expires":"Expires at the end of","staff.setPlan":"Set the plan","staff.planSet":"The plan is set.","staff.planWill.one":"{count} seat, from {from} to the end of {date}.","staff.planWill.other":"{count} seats, from {from} to the end of {date}.","staff.now":"now","staff.planNew.one":"From then on full access takes a seat. {count} member has none until an administrator allocates it.","staff.planNew.other":"From then on full access takes a seat. {count} members have none until an administrator allocates it.","staff.planKept.one":"{count} seat is in use, and stays so.","staff.planKept.other":"{count} seats are in use, and stay so.","staff.planTooFew":"{count} are in use: an administrator has to release {more} first.","staff.planLine.one":"{count} person who waits gets a seat at once.","staff.planLine.other":"{count} people who wait get a seat at once.","staff.planEnds.one":"It is over at once: {count} person loses full access, and keeps the seat.","staff.planEnds.other":"It is over at once: {count} people lose full access, and keep their seats.","staff.planBegins.one":"It is in force at once: {count} person has full access again.","staff.planBegins.other":"It is in force at once: {count} people have full access again.","staff.planLater":"Until it starts no seat gives full access.","staff.administrators":"Administrators","staff.account":"Account","staff.accountHint":"Type a name, a username or an email address.","staff.appoint":"Make administrator","staff.appointName":"Make {name} an administrator","staff.appointText":"{name} will manage all of {group}: members, roles, invitations and seats. Whoever is an administrator now stays one. {name} is told.","staff.appointed":"{name} is an administrator of {group} now.","staff.isAppointed":"is an administrator already","staff.caseload":"List of patients","staff.noCaseload":"This account keeps no list of patients.","staff.noLimit":"no limit","staff.limit":"Most patients","staff.limitHint":"Left empty, there is no limit. 0 lets nobody new in.","staff.giveCaseload":"Give a list of patients","staff.giveText":"Whoever joins a group of {name} as a member comes onto the list from now on. It cannot be taken away again.","staff.setLimit":"Set the limit","staff.limitSet":"The limit is set.","staff.limitWill":"At most {limit} patients, places for invitations among them.","staff.limitWillNot":"As many patients as come.","staff.limitTaken.one":"{count} place is taken and stays so, but nobody new comes onto the list.","staff.limitTaken.other":"{count} places are taken and stay so, but nobody new comes onto the list.","staff.limitLeft.one":"{count} place is left.","staff.limitLeft.other":"{count} places are left."};var Ge=f`
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
    padding-block: clamp(1.25rem, 4vw, 2.25rem) 8rem;
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
  .top > .skip {
    position: absolute;
    inset-block-start: -4rem;
    inset-inline-start: 1rem;
    z-index: 3;
  }
  .top > .skip:focus {
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
`;var fn={id:"sha256:042ba3c2266af011e2f5ad175d7369f00a64cccc9d4f7547ae82777aaf262505",text:"query UsherConsoleGroup($id:ID!){group(id:$id){id liveCursor name description memberCount viewerActions viewerActionsVersion facilitator{id name}seatPlan{id seatCount freeCount}administrators:members(role:[ADMINISTRATOR]first:1){totalCount}viewerMembership{id role}}viewer{id isStaff}site{supportEmail}}"};var gn={id:"sha256:f1b42ff99414cc706cc7f6f6aa49bf3ad25d3c21640687ed07d1bf165b664ebd",text:"query UsherStaffGroup($id:ID!){group(id:$id){id liveCursor viewerActionsVersion name memberCount seatPlan{id seatCount allocatedCount freeCount startsAt expiresAt status policy waiting(first:1){totalCount}}administrators:members(role:[ADMINISTRATOR]first:50){totalCount nodes{id account{id name email}}}}}"},bn={id:"sha256:9ab3e363bcacc15462c3410d46d85c58ebf185b3ed3274c1abf336d99d431f2a",text:"query UsherStaffFind($search:String){accounts(search:$search first:50){nodes{id name email}pageInfo{hasNextPage}}}"},vn={id:"sha256:fa11d207c6d063ca17e0b52649e2550fa740ce7180e7ff59e4ffd59ae9e0e845",text:"mutation UsherSetSeatPlan($input:SetSeatPlanInput!){setSeatPlan(input:$input){group{id}seatPlan{id}userErrors{code message path url}}}"},$n={id:"sha256:a01f1c4ecf2269798ca177dbdf84f272673a136ff8ce994b1cb8dd62caad9aac",text:"mutation UsherAppoint($input:AssignAdministratorInput!){assignAdministrator(input:$input){group{id}member{id}userErrors{code message path url}}}"};var $e=[Ge,f`
    :host {
      min-block-size: 0;
    }
    .back {
      margin-block-end: 0.4rem;
    }
    ul.will {
      list-style: disc;
      padding-inline-start: 1.2rem;
      display: grid;
      gap: 0.4rem;
    }
  `];function He(i){return a`<p>${i.t("error.NOT_FOUND")}</p>
    <p><a href=${i.page()}>${i.t("console.home")}</a></p>`}function ls(i){return a`<ul class="will">
    ${i.map(e=>a`<li>${e}</li>`)}
  </ul>`}function cs(i){let e=i.trim();return e?/^\d{1,9}$/.test(e)?Number(e):void 0:null}var Ws=class extends b{static{this.properties={about:{attribute:!1},_edited:{state:!0},_problems:{state:!0},_asked:{state:!0}}}static{this.styles=[g,be,$e]}constructor(){super(),this._edited={},this._problems={}}render(){let{seatPlan:e}=this.about;return a`<section class="card stack">
      <h2>${this.t("staff.plan")}</h2>
      ${e?this.#e(e):a`<p class="soft">${this.t("staff.noPlanYet")}</p>`} ${this.#t(e)}
      ${L(this,this._asked,()=>this._asked=void 0)}
    </section>`}#e(e){let{seatCount:t,allocatedCount:s,freeCount:r}=e;return a`<div class="bar">
        <p class="grow">${this.t("seats.figures",{count:t,free:r})}</p>
        ${De(this,e)}
      </div>
      ${ve(this.t("seats.taken",{count:s,all:t}),s,t)}`}#t(e){let t=yn(e),s={...t,...this._edited},r=(n,o,l,d)=>k({id:n,label:o,hint:d,problem:this._problems[n],control:h=>a`<input
            id=${n}
            type=${l}
            inputmode=${l==="text"?"numeric":"none"}
            autocomplete="off"
            maxlength="10"
            .value=${s[n]}
            @input=${p=>this.#s(n,p.target.value,t)}
            ${h}
          />`});return a`<form class="stack" novalidate @submit=${this.#i}>
      <div class="fields">
        ${r("seatCount",this.t("staff.seats"),"text")}
        ${r("startsAt",this.t("staff.starts"),"date",e?void 0:this.t("staff.startsHint"))}
        ${r("expiresAt",this.t("staff.expires"),"date")}
      </div>
      <div>
        ${this.button("plan",this.t("staff.setPlan"),()=>{},{kind:"first",submit:!0,disabled:Object.keys(this._edited).length===0})}
      </div>
    </form>`}#s(e,t,s){let{[e]:r,...n}=this._edited;this._edited=t===s[e]?n:{...n,[e]:t}}#i=e=>{e.preventDefault();let t=this.about.seatPlan,{seatCount:s,startsAt:r,expiresAt:n}={...yn(t),...this._edited},o=cs(s),l=this.t("field.missing");if(this._problems={...o===void 0&&{seatCount:this.t("share.notANumber")},...o===null&&{seatCount:l},...!n&&{expiresAt:l}},o==null||!n)return;let d="startsAt"in this._edited&&r?En(r,"00:00:00"):t?.startsAt,h=t&&!("expiresAt"in this._edited)?t.expiresAt:En(n,"23:59:59");this._asked={heading:`${this.t("staff.setPlan")}: ${this.about.name}`,text:ls(this.#r(o,d,h)),yes:this.t("staff.setPlan"),isHarmless:t!==null&&o>=t.seatCount&&Date.parse(h)>=Date.parse(t.expiresAt),act:()=>this.#n(o,d,h)}};#r(e,t,s){let{seatPlan:r,memberCount:n}=this.about,o=t?this.date(t):this.t("staff.now"),l=[this.t("staff.planWill",{count:e,from:o,date:this.date(Ue(s))})],d=Ho(t,s),h=r?.allocatedCount??0;r?e<h?l.push(this.t("staff.planTooFew",{count:h,more:h-e})):h&&l.push(this.t("staff.planKept",{count:h})):l.push(this.t("staff.planNew",{count:n})),d==="SCHEDULED"&&l.push(this.t("staff.planLater")),r&&h&&d!==r.status&&(d==="EXPIRED"||r.status==="ACTIVE"?l.push(this.t("staff.planEnds",{count:h})):d==="ACTIVE"&&l.push(this.t("staff.planBegins",{count:h})));let p=Math.min(e-h,r?.waiting?.totalCount??0);return r?.policy==="AUTOMATIC"&&d==="ACTIVE"&&p>0&&l.push(this.t("staff.planLine",{count:p})),l}async#n(e,t,s){let r={groupId:this.about.id,seatCount:e,expiresAt:s,...t&&{startsAt:t}},n=o=>{this._problems=q(o,"seatCount")};await this.act("plan",vn,{input:r},{done:this.t("staff.planSet"),mend:n})&&(this._edited={})}};v("usher-console-staff-plan",Ws);function yn(i){return i?{seatCount:String(i.seatCount),startsAt:wn(i.startsAt),expiresAt:wn(Ue(i.expiresAt))}:{seatCount:"",startsAt:"",expiresAt:""}}function wn(i){return new Date(i).toLocaleDateString("sv-SE")}function En(i,e){return new Date(`${i}T${e}`).toISOString()}function Ho(i,e){let t=Date.now();return Date.parse(e)<=t?"EXPIRED":i&&Date.parse(i)>t?"SCHEDULED":"ACTIVE"}var qs=class extends b{static{this.properties={group:{},_asked:{state:!0}}}static{this.styles=[g,re,ts,$e]}#e=new Y(this,{id:"account",find:e=>this.#i(e),isEager:!0});#t=new y(this,()=>({document:gn,variables:{id:this.group},streams:[I(this.group)]}),({group:e})=>e?.administrators);render(){return this.#t.render(({group:e})=>a`<div class="screen">
          <usher-console-staff-plan .about=${e}></usher-console-staff-plan>
          ${this.#s(e)} ${L(this,this._asked,()=>this._asked=void 0)}
        </div>`)}#s({administrators:e,name:t}){let{nodes:s,totalCount:r}=e,n=r-s.length;return a`<section class="stack">
      <h2>${this.t("staff.administrators")} <span class="soft number">${this.t.number(r)}</span></h2>
      ${s.length?a`<ul class="rows">
              ${s.map(({account:o})=>a`<li>
                    ${K(o.name)}
                    <div class="who">
                      <a href=${this.page("staff",o.id)} dir="auto">${o.name}</a>
                      <p class="soft small">${o.email}</p>
                    </div>
                  </li>`)}
            </ul>`:a`<p class="note bad">${this.t("staff.noAdministrator")}</p>`}
      ${n>0?a`<p class="soft">${this.t("invite.more",{count:n})}</p>`:""}
      <form class="card allocate" @submit=${o=>this.#r(o,t)}>
        ${this.#e.render(this.t("staff.account"),{hint:this.t("staff.accountHint")})}
        ${this.button("appoint",this.t("staff.appoint"),()=>{},{kind:"first",submit:!0,disabled:!this.#e.chosen})}
      </form>
    </section>`}async#i(e){let t=await this.ask(bn,{search:e}),s=new Set(this.#t.data?.group?.administrators?.nodes.map(({account:n})=>n.id)),r=(t?.accounts?.nodes??[]).map(({id:n,name:o,email:l})=>{let d=s.has(n);return{id:n,label:o,detail:d?this.t("staff.isAppointed"):l??"",isOff:d}});return Object.assign(r,{hasMore:t?.accounts?.pageInfo.hasNextPage})}#r(e,t){if(e.preventDefault(),!this.#e.chosen)return;let{id:s,label:r}=this.#e.chosen;this._asked={heading:this.t("staff.appointName",{name:r}),text:this.t("staff.appointText",{name:r,group:t}),yes:this.t("staff.appoint"),act:()=>this.#n(s,r,t),isHarmless:!0}}async#n(e,t,s){let r=this.t("staff.appointed",{name:t,group:s}),n={groupId:this.group,accountId:e};await this.act("appoint",$n,{input:n},{done:r})&&this.#e.clear()}};v("usher-console-staff-group",qs);var Ys=class extends b{static{this.properties={group:{},tab:{}}}static{this.styles=[g,Ge,f`
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
      .narrow {
        max-inline-size: 44rem;
      }
      .description {
        white-space: pre-line;
      }
      .tabs {
        margin-block: 1.25rem 1.5rem;
        border-block-end: 1px solid var(--line);
        overflow-x: auto;
        scrollbar-width: none;
        block-size: 2.75rem;
        flex: none;
      }
    `]}#e=null;#t=new y(this,()=>({document:fn,variables:{id:this.group},streams:({group:e,viewer:t})=>e&&!e.viewerMembership&&!t?.isStaff?[]:[I(this.group)]}),({group:e})=>e);render(){let{group:e,viewer:t}=this.#t.data??{},s=e&&!e.viewerMembership&&!t?.isStaff;return a`${this.#t.render(r=>this.#i(r))}
    ${s?this.#r(e):this.#t.isMissing?c:this.#o()}`}updated(e){let t=this.#t.data?.group?.name;if(!t)return;this.emit("usher-title",{title:`${t}: ${this.t(`tab.${this.#s}`)}`});let s=this.renderRoot.querySelector("[aria-current]");(e.has("tab")||s!==this.#e)&&s?.scrollIntoView({block:"nearest",inline:"nearest"}),this.#e=s}get#s(){return this.tab==="invite"?"members":this.tab}#i(e){let t=e.group,s=new Set(t.viewerActions),r=[t.facilitator&&this.t("console.with",{name:t.facilitator.name}),this.t("members",{count:t.memberCount})].filter(Boolean),n=o=>this.page("groups",t.id,o);return a`<div class="head">
        <div>
          <h1 dir="auto">${t.name}</h1>
          <p class="soft">${r.join(" \xB7 ")}</p>
        </div>
        <div class="bar">
          ${s.has("SHARE_CODE")?a`<a class="button" href=${n("share")}>${Ji}${this.t("tab.share")}</a>`:c}
          ${s.has("INVITE")?a`<a class="button first" href=${n("invite")}>${fe}${this.t("tab.invite")}</a>`:c}
        </div>
      </div>
      <nav
        class="tabs"
        aria-label=${this.t("console.tabs")}
        ?hidden=${!t.viewerMembership&&!e.viewer?.isStaff}
      >
        ${this.#n(t,s,e.viewer?.isStaff??!1).map(o=>a`<a href=${n(o)} aria-current=${o===this.#s?"page":c}>${this.t(`tab.${o}`)}</a>`)}
      </nav>`}#r({id:e,name:t,description:s}){let r=this.t("invitations.accepted",{group:t});return a`<div class="card stack">
      ${s?a`<p class="description" dir="auto">${s}</p>`:c}
      <p class="soft">${this.t("policy.OPENHint")}</p>
      <div>
        ${this.button("join",this.t("console.join"),()=>this.act("join",Ot,{id:e},{done:r}),{kind:"first"})}
      </div>
    </div>`}#n(e,t,s){let r=s||t.has("INVITE");return["members",...r?["invitations"]:[],...t.has("SHARE_CODE")?["share"]:[],...e.seatPlan||t.has("MANAGE_SEATS")?["seats"]:[],"resources",...r?["history"]:[],...t.has("EDIT")?["edit"]:[],...s?["staff"]:[]]}#o(){let{group:e}=this;switch(this.tab){case"invite":return a`<usher-invite .group=${e}></usher-invite>`;case"invitations":return a`<usher-sent-invitations .group=${e}></usher-sent-invitations>`;case"share":return a`<usher-share .group=${e}></usher-share>`;case"seats":return a`<usher-seats .group=${e}></usher-seats>`;case"resources":return a`<usher-resources .group=${e}></usher-resources>`;case"history":return a`<usher-history .group=${e}></usher-history>`;case"edit":return a`<div class="screen">
          <usher-group-settings .group=${e}></usher-group-settings>${this.#l()}
        </div>`;case"staff":return this.#a();default:return a`<div class="screen"><usher-members .group=${e}></usher-members>${this.#c()}</div>`}}#a(){let{viewer:e,group:t}=this.#t.data??{};return!e||!t?c:e.isStaff?a`<usher-console-staff-group .group=${t.id}></usher-console-staff-group>`:He(this)}#l(){let{group:e,site:t}=this.#t.data??{};return!e||e.seatPlan||!e.viewerActions.includes("MANAGE_ROLES")?c:a`<section class="card stack narrow">
      <h2>${this.t("console.buy")}</h2>
      <p>${this.t("console.buyText")} ${this.#h(t.supportEmail,"console.buySubject",e)}</p>
    </section>`}#c(){let{group:e,site:t}=this.#t.data??{};if(!e?.viewerMembership||e.viewerActions.includes("MANAGE_ROLES"))return c;let s=this.#h(t.supportEmail,"console.administratorSubject",e);return e.administrators?.totalCount===0?a`<p class="note bad">${this.t("console.noAdministrator")} ${s}</p>`:a`<p class="soft small">${this.t("console.administratorLeft")} ${s}</p>`}#h(e,t,{id:s,name:r}){let n=[r,this.page("groups",s,"staff"),""];return a`<a href=${ss(e,this.t(t,{group:r}),n)}>${e}</a>`}};v("usher-console-group",Ys);var An={id:"sha256:d7b67cd2af27d2a68949112a7f31613453320ec692488bd68ca8cd9779835b7b",text:"query UsherMenu{viewer{id liveCursor isStaff account{id name email}memberships(first:8){nodes{id role group{id name seatPlan{id}}}pageInfo{hasNextPage}}}}"};var Ks=class extends b{static{this.properties={_isWanted:{state:!0}}}static{this.styles=[g,Pt,f`
      :host {
        container-type: normal;
        margin-inline-start: -1rem;
      }
      .person {
        inline-size: 2.5rem;
        padding: 0;
        color: inherit;
        background: none;
        border-color: transparent;
      }
      .person svg {
        inline-size: 1.35rem;
        block-size: 1.35rem;
      }
      .panel {
        padding: 0.4rem;
        inline-size: min(18rem, 100vw - 1rem);
        max-block-size: calc(100dvh - 5rem);
      }
      .who,
      h2 {
        padding: 0.5rem 0.75rem;
      }
      h2 {
        font-size: 0.8125rem;
        color: var(--soft);
        padding-block-end: 0.2rem;
      }
      section,
      .last {
        border-block-start: 1px solid var(--line);
        margin-block-start: 0.4rem;
        padding-block-start: 0.4rem;
      }
      li a {
        display: flex;
        gap: 0.75rem;
        justify-content: space-between;
        align-items: baseline;
        padding: 0.5rem 0.75rem;
        border-radius: 8px;
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: var(--tint);
      }
    `]}#e=new y(this,()=>this._isWanted?{document:An,variables:{},streams:[D()]}:void 0,({viewer:e})=>e);render(){return a`<button class="person" type="button" popovertarget="panel" aria-label=${this.t("menu.name")}>
        ${Zi}
      </button>
      <nav
        id="panel"
        class="panel"
        popover
        aria-label=${this.t("menu.name")}
        @beforetoggle=${this.#i}
        @focusout=${Dt}
        @click=${this.#r}
      >
        ${this.#e.render(({viewer:e})=>this.#t(e))}
      </nav>`}#t({account:e,isStaff:t,memberships:s}){let{nodes:r=[],pageInfo:n}=s??{};return a`<div class="who">
        <strong dir="auto">${e.name}</strong>
        <p class="soft small">${e.email}</p>
      </div>
      <ul>
        <li><a href=${this.page("account")}>${this.t("console.account")}</a></li>
        ${t?a`<li><a href=${this.page("staff")}>${this.t("staff.name")}</a></li>`:c}
      </ul>
      ${r.length?a`<section>
              <h2 id="groups">${this.t("console.groups")}</h2>
              <ul aria-labelledby="groups">
                ${r.map(o=>this.#s(o))}
                ${n?.hasNextPage?a`<li><a href=${this.page()}>${this.t("menu.all")}</a></li>`:c}
              </ul>
            </section>`:c}
      <ul class="last">
        <li><a href="${C.base}/logout">${this.t("account.logOut")}</a></li>
      </ul>`}#s({role:e,group:t}){let s=e==="ADMINISTRATOR"&&t.seatPlan?"seats":"members";return a`<li>
      <a href=${this.page("groups",t.id,s)}>
        <bdi>${t.name}</bdi>
        ${e==="MEMBER"?c:a`<span class="soft small">${this.t(`role.${e}`)}</span>`}
      </a>
    </li>`}#i(e){e.newState==="open"&&(Ut(this,e.target,18),this._isWanted&&this.#e.refresh(),this._isWanted=!0)}#r(e){e.composedPath().some(s=>s instanceof HTMLAnchorElement)&&e.currentTarget.hidePopover()}};v("usher-console-menu",Ks);var Fo=new Set(["new","invitations","notifications","patients","account"]);function xn(i){let[e="",t,s,...r]=i.split("/").filter(Boolean).map(decodeURIComponent);return e?e==="groups"&&t&&!r.length?{name:"group",id:t,tab:s??"members"}:e==="staff"&&!s?{name:e,...t&&{id:t}}:Fo.has(e)&&!t?{name:e}:{name:"nothing"}:{name:"home"}}function kn(i,e){let t=i.button===0&&!i.metaKey&&!i.ctrlKey&&!i.shiftKey&&!i.altKey,s=i.composedPath().find(n=>n instanceof HTMLAnchorElement);return!t||i.defaultPrevented||!s||s.target||s.origin!==location.origin?void 0:s.pathname===e||s.pathname.startsWith(`${e}/`)?s.pathname+s.search:void 0}var _n={id:"sha256:d3ec6bdd0b7ac78c80237bffa3e37297e6f17957e974ea2f2c34cb31646bc68e",text:"query UsherStaff($search:String$groups:Int!$afterGroup:String$accounts:Int!$afterAccount:String){viewer{id liveCursor isStaff}groups(search:$search first:$groups after:$afterGroup){totalCount nodes{id name memberCount seatPlan{id seatCount freeCount status startsAt expiresAt}administrators:members(role:[ADMINISTRATOR]first:1){totalCount}}pageInfo{hasNextPage endCursor}}accounts(search:$search first:$accounts after:$afterAccount){totalCount nodes{id name username email caseload{id limit count reserved}}pageInfo{hasNextPage endCursor}}}"};var Zs=class extends b{static{this.properties={_search:{state:!0}}}static{this.styles=[g,$e,Lt,f`
      .found {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: 1.5rem;
        align-items: start;
      }
    `]}#e=new T(this,10);#t=new T(this,10);#s=new y(this,()=>({document:_n,variables:{search:this._search||null,groups:this.#e.variables.first,afterGroup:this.#e.variables.after,accounts:this.#t.variables.first,afterAccount:this.#t.variables.after},streams:[D()]}),({viewer:e})=>e);constructor(){super(),this._search=""}render(){let{data:e}=this.#s;return e?.viewer&&!e.viewer.isStaff?a`<h1>${this.t("console.nothing")}</h1>
        ${He(this)}`:a`<h1>${this.t("staff.name")}</h1>
      ${this.#s.render(({groups:t,accounts:s})=>a`<div class="stack">
            ${ie(this.t("staff.search"),this._search,r=>this.#a(r))}
            <p class="soft small">${this.t("staff.searchHint")}</p>
            <div class="found">
              ${t?this.#i(t):c}${s?this.#n(s):c}
            </div>
          </div>`)}`}updated(){let{viewer:e}=this.#s.data??{};e&&this.emit("usher-title",{title:this.t(e.isStaff?"staff.name":"console.nothing")})}#i(e){return a`<section class="stack">
      <h2>
        ${this.t("staff.groups")} <span class="soft number" role="status">${this.t.number(e.totalCount)}</span>
      </h2>
      ${this.#e.render(e,t=>this.#r(t),P(this.t("list.nothingFound")),this.t("staff.groups"))}
    </section>`}#r({id:e,name:t,memberCount:s,seatPlan:r,administrators:n}){let o=[this.t("members",{count:s}),r?this.t("seats.figures",{count:r.seatCount,free:r.freeCount}):this.t("staff.noPlan")];return a`<li>
      <div class="who">
        <a href=${this.page("groups",e,"staff")} dir="auto">${t}</a>
        <p class="soft small">${o.join(" \xB7 ")}</p>
      </div>
      ${r?De(this,r):c}
      ${n?.totalCount===0?a`<span class="tag bad">${this.t("staff.noAdministrator")}</span>`:c}
    </li>`}#n(e){return a`<section class="stack">
      <h2>
        ${this.t("staff.accounts")} <span class="soft number" role="status">${this.t.number(e.totalCount)}</span>
      </h2>
      ${this.#t.render(e,t=>this.#o(t),P(this.t("list.nothingFound")),this.t("staff.accounts"))}
    </section>`}#o({id:e,name:t,username:s,email:r,caseload:n}){return a`<li>
      ${K(t)}
      <div class="who">
        <a href=${this.page("staff",e)} dir="auto">${t}</a>
        <p class="soft small">${r} · @${s}</p>
        ${n?a`<p class="soft small">${Be(this.t,n)}</p>`:c}
      </div>
    </li>`}#a(e){this._search=e,this.#e.reset(),this.#t.reset()}};v("usher-console-staff",Zs);var Sn={id:"sha256:020c5740d2cf55689269f852e6e120072189488d1fd5853d827b251ca760d5fd",text:"query UsherStaffAccount($id:ID!){viewer{id liveCursor isStaff}node(id:$id){...on Account{id name username email caseload{...List}}}}fragment List on Caseload{id limit count reserved}"},Tn={id:"sha256:38e7b6d3b4a441adb802d395617b07c625df4b2decd8096b1a8130fb499d4dbd",text:"mutation UsherSetCaseload($input:SetCaseloadInput!){setCaseload(input:$input){caseload{...List}userErrors{code message path url}}}fragment List on Caseload{id limit count reserved}"};var Js=class extends b{static{this.properties={account:{},_limit:{state:!0},_problem:{state:!0},_asked:{state:!0}}}static{this.styles=[g,be,$e]}#e=new y(this,()=>({document:Sn,variables:{id:this.account},streams:[D()]}),({viewer:e})=>e);constructor(){super(),this._problem=""}render(){return this.#e.render(e=>{let t=this.#t(e);return t?this.#s(t):a`<h1>${this.t("console.nothing")}</h1>
            ${He(this)}`})}updated(){let{data:e}=this.#e;e&&this.emit("usher-title",{title:this.#t(e)?.name??this.t("console.nothing")})}#t({viewer:e,node:t}){return e?.isStaff&&t&&"username"in t?t:void 0}#s({name:e,username:t,email:s,caseload:r}){return a`<p class="back"><a href=${this.page("staff")}>${this.t("staff.name")}</a></p>
      <div class="screen">
        <div>
          <h1 dir="auto">${e}</h1>
          <p class="soft">${s} · @${t}</p>
        </div>
        <section class="card stack">
          <h2>${this.t("staff.caseload")}</h2>
          ${r?this.#i(r):a`<p class="soft">${this.t("staff.noCaseload")}</p>`}
          ${this.#r(e,r)}
        </section>
        ${L(this,this._asked,()=>this._asked=void 0)}
      </div>`}#i(e){let{limit:t,count:s,reserved:r}=e,n=Be(this.t,e);return a`<p>${t===null?`${n}, ${this.t("staff.noLimit")}`:n}</p>
      ${t?ve(n,Math.min(s+r,t),t):c}
      ${r?a`<p class="soft small">${this.t("patients.reserved",{count:r})}</p>`:c}`}#r(e,t){let s=t?.limit?.toString()??"";return a`<form class="stack" novalidate @submit=${r=>this.#n(r,e,t)}>
      ${k({id:"limit",label:this.t("staff.limit"),hint:this.t("staff.limitHint"),problem:this._problem,control:r=>a`<input
            id="limit"
            inputmode="numeric"
            autocomplete="off"
            maxlength="10"
            .value=${this._limit??s}
            @input=${n=>this._limit=n.target.value}
            ${r}
          />`})}
      <div>
        ${this.button("limit",this.t(t?"staff.setLimit":"staff.giveCaseload"),()=>{},{kind:"first",submit:!0,disabled:t!==null&&(this._limit??s)===s})}
      </div>
    </form>`}#n(e,t,s){e.preventDefault();let r=cs(this._limit??"");if(this._problem=r===void 0?this.t("share.notANumber"):"",r===void 0)return;let n=s?s.count+s.reserved:0,o=[r===null?this.t("staff.limitWillNot"):this.t("staff.limitWill",{limit:r})];if(!s)o.push(this.t("staff.giveText",{name:t}));else if(r!==null){let l=r-n;o.push(l>0?this.t("staff.limitLeft",{count:l}):this.t("staff.limitTaken",{count:n}))}this._asked={heading:`${this.t(s?"staff.setLimit":"staff.giveCaseload")}: ${t}`,text:ls(o),yes:this.t(s?"staff.setLimit":"staff.giveCaseload"),act:()=>this.#o(r),isHarmless:r===null||r>n}}async#o(e){let t={accountId:this.account,limit:e};await this.act("limit",Tn,{input:t},{done:this.t("staff.limitSet"),mend:r=>this._problem=q(r,"limit").limit??""})&&(this._limit=void 0,this.#e.refresh())}};v("usher-console-staff-account",Js);var Vo=new Set(["group","staff"]),Qs=class extends b{static{this.properties={site:{},_route:{state:!0},_hasCaseload:{state:!0}}}static{this.styles=[g,Ge,f``]}#e=new URL(`${C.base}/console`).pathname;constructor(){super(),this._route=this.#r()}connectedCallback(){super.connectedCallback(),addEventListener("popstate",this.#n),addEventListener("click",this.#o),addEventListener("usher-left",this.#l),addEventListener("usher-title",this.#d)}render(){let e=[["home","",this.t("console.home")],["invitations","invitations",this.t("invitations.title")],...this._hasCaseload?[["patients","patients",this.t("console.patients")]]:[]];return a`<header class="top">
        <button type="button" class="skip" @click=${this.#p}>${this.t("console.skip")}</button>
        <div class="in">
          <a class="brand" href=${this.page()}><i aria-hidden="true"></i><bdi>${this.site}</bdi></a>
          <nav aria-label=${this.t("console.name")}>
            ${e.map(([t,s,r])=>a`<a
                  href=${s?this.page(s):this.page()}
                  aria-current=${this._route.name===t?"page":c}
                  >${r}</a
                >`)}
          </nav>
          <usher-bell @usher-count=${this.#h}></usher-bell>
          <usher-console-menu></usher-console-menu>
        </div>
      </header>
      <main id="main" tabindex="-1">${this.#s()}</main>`}updated(e){if(!e.has("_route"))return;let{name:t}=this._route;Vo.has(t)||this.#u(this.#t());let s=e.get("_route");s&&(s.name===t&&s.id===this._route.id||(scrollTo(0,0),this.renderRoot.querySelector("main")?.focus({preventScroll:!0})))}#t(){return{home:this.t("console.groups"),new:this.t("groups.create"),invitations:this.t("invitations.title"),notifications:this.t("bell.name"),patients:this.t("console.patients"),account:this.t("console.account")}[this._route.name]??this.t("console.nothing")}#s(){let{name:e,id:t="",tab:s=""}=this._route;return e==="group"?a`<usher-console-group .group=${t} .tab=${s}></usher-console-group>`:e==="staff"?t?a`<usher-console-staff-account .account=${t}></usher-console-staff-account>`:a`<usher-console-staff></usher-console-staff>`:a`<h1>${this.#t()}</h1>
      ${this.#i(e)}`}#i(e){switch(e){case"home":return a`<div class="screen">
          <usher-invitations quiet></usher-invitations><usher-groups></usher-groups>
        </div>`;case"new":return a`<usher-group-settings @usher-created=${this.#c}></usher-group-settings>`;case"invitations":return a`<div class="screen">
          <usher-invitations></usher-invitations>
          <h2>${this.t("console.answered")}</h2>
          <usher-invitations closed></usher-invitations>
        </div>`;case"notifications":return a`<usher-notifications></usher-notifications>`;case"patients":return a`<usher-patients></usher-patients>`;case"account":return a`<usher-account></usher-account>`;default:return a`<p>${this.t("error.NOT_FOUND")}</p>
          <p><a href=${this.page()}>${this.t("console.home")}</a></p>`}}#r(){let e=location.pathname.startsWith(this.#e);return xn(e?location.pathname.slice(this.#e.length):"")}#n=()=>{this._route=this.#r()};#o=e=>{let t=kn(e,this.#e);t!==void 0&&(e.preventDefault(),this.#a(t))};#a(e){e!==location.pathname+location.search&&history.pushState(null,"",e),this.#n()}#l=()=>this.#a(this.#e);#c(e){this.#a(new URL(this.page("groups",e.detail.groupId,"members")).pathname)}#h({detail:e}){this._hasCaseload=e.hasCaseload}#d=({detail:e})=>this.#u(e.title);#u(e){document.title=`${e} \xB7 ${this.site}`}#p(){this.renderRoot.querySelector("main")?.focus()}},In=new CSSStyleSheet;In.replaceSync(`
  html { scroll-padding-block: 4.75rem 8rem }
  @media (max-width: 44rem) { html { scroll-padding-block-start: 7.5rem } }
  body { margin: 0; background: light-dark(#f4f5f2, #121716); }
  usher-console:not(:defined) { display: none }
`);document.adoptedStyleSheets.push(In);document.documentElement.lang=/^de\b/.test(navigator.language)?"de":"en";v("usher-console",Qs);_e("en",mn);_e("de",pn);
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
lit-html/directives/repeat.js:
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
