export { configure, type ConnectionOptions } from "./connection.js";
export { UsherElement } from "./element.js";
export { setMessages, type Messages } from "./messages/index.js";
export { Bell } from "./bell.js";
export { Groups } from "./groups.js";
export { Invitations } from "./invitations.js";
export { Members } from "./members.js";
export { Notifications } from "./notifications.js";
