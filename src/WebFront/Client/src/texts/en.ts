import { adminEn } from './admin/en';
import { bankEn } from './bank/en';
import { generatingEn } from './generating/en';
import { writingEn } from './writing/en';

/** Every text of the pages; the other languages have them all. */
export const en = {
  ...bankEn,
  ...generatingEn,
  ...adminEn,
  ...writingEn,
  appName: 'QuizOrleans', language: 'Language', theme: 'Theme', themeAuto: 'Auto', themeLight: 'Light', themeDark: 'Dark', skip: 'Skip to content',
  // Home
  homeTitle: 'Everybody in the room, one question at a time.', homeLead: 'Join with the PIN on the big screen, or open a room of your own.',
  pin: 'Room PIN', pinHint: 'The letters and digits on the big screen', nickname: 'Nickname', teamChoose: 'Choose your team', teamName: 'Your team’s name', join: 'Join',
  hostQuiz: 'Host a quiz', hostLead: 'Pick a pack or bring your own questions. No account needed.', pinInvalid: 'That is not a PIN.',
  // Connection
  online: 'Connected', connecting: 'Connecting…', reconnecting: 'Connection lost. Reconnecting…', offline: 'You are offline. We reconnect as soon as there is a network.',
  backOnline: 'Connected again',
  // Player
  joinTitle: 'Join room {pin}', joinAs: 'How shall we call you?', joinAnother: 'Another PIN', youAreIn: 'You’re in, {name}!', waitForHost: 'The host starts the game soon.',
  playersHere: 'Players here', andMore: 'and {count} more', leave: 'Leave', leaveAsk: 'Give up your seat in this room?', getReady: 'Get ready', starting: 'Starts in {seconds}',
  questionOf: 'Question {n} of {of}', secondsLeft: '{seconds} seconds left', worth: '{points} points', worthNothing: 'No points', chooseSeveral: 'Choose all that are right',
  pollHint: 'Your opinion: there is no wrong answer', orderHint: 'Put these in order, first on top', typeAnswer: 'Your answer', numberAnswer: 'Your number', numberInvalid: 'That is not a number.',
  submit: 'Submit answer', slideHint: 'Nothing to answer. Look at the big screen.', sending: 'Sending…', saved: 'Answer saved', savedChange: 'Answer saved. You can still change it.',
  waiting: 'No connection. Your answer is kept and sent as soon as possible.', lost: 'Your answer could not be sent in time.', refused: 'Not taken: {reason}',
  timeUp: 'Time is up', almostUp: 'Five seconds left', moveUp: 'Move {item} up', moveDown: 'Move {item} down', dragItem: 'Drag {item}', movedTo: '{item} is now number {n}', choice: 'Choice {letter}',
  right: 'Right!', wrong: 'Not this time', noAnswerGiven: 'No answer given', voted: 'Thanks for your vote', slideOver: 'On we go', pointsWord: 'points',
  streak: '{count} in a row', rankOf: 'Place {rank} of {count}', rank: 'Place', score: 'Score', correctAnswer: 'The right answer', yourAnswer: 'Your answer', yours: 'yours', correctWord: 'right', why: 'Why',
  paused: 'Paused', pausedByHost: 'The host has paused the game. Your clock is stopped.', pausedAway: 'The host has lost connection. The game goes on when the host is back.',
  nextSoon: 'Next question soon', nextIn: 'Next in {seconds} s', finalTitle: 'Final result', youPlaced: 'You finished {place}', place: 'number {rank}', winner: '{name} wins!', draw: 'A draw!', noWinner: 'The game is over',
  standings: 'Standings', teams: 'Teams', members: 'Members', tieRule: 'Same score: the shorter total answer time is ahead; an unanswered question counts its whole time. Still equal: shared rank.', playAgain: 'Back to the start', kicked: 'The host has removed you from this room.', left: 'You have left the room.',
  generating: 'The questions are being written…', loading: 'One moment…', tryAgain: 'Try again', yes: 'True', no: 'False',
  // Host set-up
  hostTitle: 'Host a quiz', chooseQuiz: 'Choose a quiz', search: 'Search', builtIn: 'Built-in', mine: 'Yours', questionsCount: '{count} questions', noQuizzes: 'No quiz matches.', delete: 'Delete',
  deleteAsk: 'Delete “{title}” for good?', bringOwn: 'Bring your own questions', importHint: 'From Open Trivia DB, Moodle, Kahoot, a spreadsheet, or a quiz in our own JSON. Paste it or choose a file.', format: 'Format', formatQuiz: 'Quiz JSON', formatOpentdb: 'OpenTDB JSON', title: 'Title', pasteHere: 'Paste it here', chooseFile: 'Choose a file', importButton: 'Import',
  example: 'Insert an example', imported: '{count} questions imported', rejectedRows: '{count} rows were not taken', row: 'Row {row}', wholeQuiz: 'The quiz',
  settings: 'Settings', kind: 'Kind', party: 'Party: one screen, everybody plays', pub: 'Pub: teams at tables', pace: 'Pace', paceHost: 'I go on when I say', paceAuto: 'By itself', questionTime: 'Seconds for a question',
  scoring: 'Scoring', timed: 'Faster is worth more', noSpeed: 'Speed does not matter', flat: 'The same for every question', flatPoints: 'Points for a right answer', teamsSetting: 'Teams', teamsNone: 'No teams', teamsFree: 'Players name them', teamsFixed: 'I name them', teamNames: 'Team names, one a line',
  maxPlayers: 'Most players', maxPlayersHint: 'Empty: as many as the server takes', streakBonus: 'Bonus for streaks', shuffleQuestions: 'Shuffle questions', shuffleChoices: 'Shuffle choices', changeAnswers: 'Players may change their answer', lateJoin: 'Players may join late', createRoom: 'Open the room',
  // Host console
  console: 'Host console', joinAt: 'Join at', copyLink: 'Copy link', copied: 'Copied', copyByHand: 'It cannot be copied by itself here. It is marked: copy it by hand.', qrOf: 'QR code of the join link', openScreen: 'Open the big screen', players: 'Players', noPlayersYet: 'Nobody yet. Share the PIN.', kick: 'Remove', kickAsk: 'Remove {name} from the room?', extraTime: 'Time for {name}', away: 'away',
  start: 'Start', next: 'Next question', reveal: 'Close question now', finish: 'Show the final result', pause: 'Pause', resume: 'Resume', end: 'End game', endAsk: 'End the game for everybody now?', lock: 'Lock room', unlock: 'Unlock room', locked: 'The room is locked', answered: '{answered} of {present} answered', answeredWord: 'answered', answerKey: 'Answer key',
  distribution: 'How everybody answered', downloadCsv: 'Download results (CSV)', takeOver: 'Host on another device', takeOverHint: 'Whoever opens this link takes the host’s chair. Keep it to yourself.', hideLink: 'Hide the link', notHost: 'You are not the host of this room.', lobby: 'Lobby', roomOver: 'The game is over',
  confirm: 'Yes', cancel: 'Cancel',
  // Screen
  screenJoin: 'Join the game', waitingForPlayers: 'Waiting for players…', fullscreen: 'Full screen',
  // Duels
  duel: 'Duel', duelLead: 'One against one, right now.', duelRunning: 'Your duel is running.', toDuel: 'Back to the duel', pageUnknown: 'There is no such page.', duelTitle: 'One against one', duelHint: 'The same questions for both, against the clock. Every right answer counts.',
  category: 'Category', categoryGeneral: 'A bit of everything', questionLanguage: 'Language of the questions', findOpponent: 'Find opponent', challengeFriend: 'Challenge a friend',
  challengeHint: 'With a link. Does not change ratings.', yourRating: 'Your rating', challengeLater: 'Play first, friend later', challengeLaterHint: 'You play now; your friend gets the same questions when it suits.', provisionalHint: 'Provisional: a few more duels and it is settled.', goOn: 'Continue', looking: 'Looking for an opponent',
  waitedTime: 'Waited {time}', expectedWait: 'Usual wait', notKnownYet: 'not known yet', queuePlace: 'Place in line', placeOf: '{place} of {waiting}', windowNow: 'Opponents from {from} to {to}',
  windowGrows: 'The range widens while you wait.', stopLooking: 'Stop looking', backToWait: 'Back to the search', returnedNote: 'That duel did not come about. You are first in line again, and your wait counts.',
  offerTitle: 'Nobody yet. Play this meanwhile?', ghost: 'Recorded duel', ghostHint: '{name} answered these questions earlier. You play against that recording.', bot: 'Bot', botHint: '{name} is a program, not a person.',
  noRatingMoves: 'Your rating stays as it is.', playSubstitute: 'Play now', waitOn: 'Wait on', q_expired: 'Nobody was found. Try again, or challenge a friend.',
  q_vanished: 'The connection was gone for too long, so the search ended.', q_no_show: 'An opponent was found, but you did not take your seat in time.', lastDuels: 'Your last duels',
  noDuels: 'None yet. The first is one tap away.', ladder: 'Ladder', ladderTop: 'The best', ladderAround: 'Around you', ladderEmpty: 'Nobody has a settled rating here yet.',
  ladderNotYou: 'You are not here yet: it takes a few rated duels to settle a rating.', rating: 'Rating', duelCount: 'Duels: {count}', versus: 'vs', takingSeats: 'Both take their seats…',
  seatLeft: '{seconds} s left', ready: 'ready', onTheWay: 'on the way', opponentFound: 'Opponent found: {name}', challengeTitle: 'Waiting for your friend',
  challengeShare: 'Send this link. Whoever opens it first plays against you, and the duel begins by itself.', withdraw: 'Withdraw the challenge', withdrawAsk: 'Withdraw the challenge? The link will no longer work.',
  earlier: 'Played earlier', yourFriend: 'Your friend', playsLater: 'plays later', turnTitle: 'Your turn is played', turnScore: 'You have {score} points.',
  turnShare: 'Send this link. Your friend answers the same questions, until {until} at the latest.', turnWatch: '{name} is playing the second turn now.', stopTurnAsk: 'Stop here? Your turn does not count then, and nobody loses anything.',
  invited: 'A duel awaits you', invitedHint: 'It begins as soon as you accept.', accept: 'Accept the duel', decline: 'Do not play', declineAsk: 'Decline this duel? Nobody loses anything.', hasAnswered: '{name} has answered',
  matchLeft: '{time} left in this duel', scoreIs: '{name}: {score} points', isAway: '{name} has lost connection. The duel goes on.', awayWord: 'away', giveUp: 'Give up', giveUpAsk: 'Give up this duel? It counts as lost.',
  you: 'You', o_right: 'right', o_wrong: 'wrong', o_none: 'no answer', won: 'You win!', lostDuel: 'You lose', notPlayed: 'No duel this time', duelGone: 'There is no such duel, or not any more.', r_time_up: 'The time for the duel was up.',
  r_forfeited: '{name} gave up or was gone too long.', r_forfeited_me: 'You gave up or were gone too long.', r_declined: '{name} did not want to play.', r_declined_me: 'You did not want to play.',
  r_no_show: '{name} did not take the seat in time.', r_no_show_me: 'You did not take your seat in time.', r_abandoned: 'Both players were gone.', blockOpponent: 'Do not match me with {name} again', blockedOpponent: '{name} is blocked. Undo', unrated: 'Not rated', tooManyTurns: 'Too many of your duels wait for a friend. Take one back first, or wait until one is played.', tooManyBlocked: 'You have blocked as many players as you can.', rematch: 'Rematch', rematchAsked: 'Waiting for {name}…',
  rematchDecline: 'No, thanks', rematchTakeBack: 'Take it back', rematchDeclined: '{name} does not want a rematch.', rematchExpired: '{name} has not answered.', rematchElsewhere: '{name} is playing or waiting elsewhere.', rematchWanted: '{name} wants a rematch!', rematchAccept: 'Accept the rematch', rematchGo: 'To the rematch', hasLeft: '{name} has left.', findAnother: 'Find another', home: 'Home', r_nobody: 'Nobody came in time.', r_withdrawn: 'The challenge was taken back.', r_stopped: 'The duel was stopped before anybody else could play.',
  untilTime: 'until {time}', m_waiting: 'waiting', m_won: 'won', m_lost: 'lost', m_draw: 'draw',
  m_void: 'not played', e_rematch_declined: 'Your opponent does not want a rematch.', e_in_duel: 'You are in a duel already. Finish it first.', e_no_questions: 'There are no questions of this category in this language.', e_not_your_turn: 'The first turn is still being played. Try again in a few minutes.', e_not_invited: 'This duel is between two others.', e_queue_full: 'Too many are waiting. Try again in a moment.', e_already_queued: 'You are looking for an opponent already.',
  e_not_queued: 'You are not looking for an opponent.', e_not_offered: 'That is no longer on offer.', e_match_found: 'An opponent has just been found.',
  // Refusals
  e_unauthenticated: 'Please sign in again.', e_invalid_argument: 'The server did not understand that.', e_invalid_settings: 'One of the settings is out of range.', e_invalid_quiz: 'The quiz has faults.',
  e_invalid_nickname: 'A nickname has 1 to 24 visible characters.', e_invalid_team: 'Choose a team of this room.', e_not_found: 'That does not exist, or not any more.', e_room_not_found: 'There is no room with this PIN.', e_forbidden: 'That is somebody else’s, or not for you.',
  e_token_expired: 'Your sign-in is being renewed. Try again in a moment.', e_origin_not_allowed: 'This server takes no visits from this page’s address.', e_key_not_found: 'This key is not in the list any more.', e_request_taken: 'This request was used for something else. Try again.',
  e_not_a_member: 'You are not in this room.', e_not_host: 'Only the host may do that.', e_wrong_key: 'This host link is not valid.', e_room_locked: 'The host has locked this room.', e_room_full: 'This room is full.', e_room_over: 'This game is over.', e_kicked: 'The host has removed you from this room.',
  e_late_join_closed: 'The game has begun and takes nobody new.', e_not_allowed_now: 'That is not possible right now.', e_no_players: 'Nobody has joined yet.', e_wrong_question: 'That question is over.', e_too_late: 'Too late: the question has closed.', e_already_answered: 'You have answered already.',
  e_invalid_answer: 'The server could not read that answer.', e_player_not_found: 'This player is not in the room any more.', e_version_conflict: 'Somebody changed it meanwhile.', e_unknown_format: 'This format is not known.', e_malformed: 'This is not valid JSON.', e_payload_too_large: 'That is too large.',
  e_source_refused: 'The service this file comes from gave no questions: it refused.',
  e_storage_unavailable: 'The server is catching its breath. Try again.', e_server_unavailable: 'The server did not answer. Try again.', e_internal_error: 'Something went wrong on our side.', e_rate_limited: 'Too fast. Wait a moment and try again.', e_too_many_rooms: 'You have too many open rooms. End one first.', e_https_required: 'Open this page over HTTPS.', e_offline: 'No connection to the server.',
  // Account
  signIn: 'Sign in', signOut: 'Sign out', account: 'Your account', email: 'E-mail', password: 'Password', showPassword: 'Show password', passwordHint: 'At least 10 characters. A sentence is good.', createAccount: 'Create an account',
  createLead: 'Keep your ratings, results and quizzes, on every device.', createKeeps: 'What you have as a guest stays yours: ratings, results, quizzes.', haveAccount: 'I have an account', forgotPassword: 'Forgot your password?', guestTitle: 'You are here as a guest: {name}', guestHere: 'You are here as a guest', changeName: 'Change the name',
  guestHint: 'A guest who is away for two weeks is forgotten. You can be forgotten now: profile, ratings and quizzes go, and only your nickname stays in the results.', forgetMe: 'Forget me', forgetMeAsk: 'Forget you now? This cannot be undone.',
  resetTitle: 'New password', resetLead: 'We send a code to your address.', sendCode: 'Send a code', sendAgain: 'Send another code', codeOnItsWay: 'If there is an account with this address, a code is on its way. It is good for 15 minutes.', codeFromMail: 'Code from the mail', newPassword: 'New password', setPassword: 'Set the password',
  emailProven: 'confirmed', proveHint: 'This address is not confirmed yet. We send a code there.', proofSent: 'A code is on its way to you. It is good for 15 minutes.', confirmEmail: 'Confirm', signOutEverywhere: 'Sign out everywhere', signOutEverywhereAsk: 'Sign out on all your devices?',
  changePassword: 'Change password', currentPassword: 'Current password', passwordChanged: 'The password is changed. All other devices are signed out.', wrongPassword: 'That is not your password.', yourData: 'Your data', exportHint: 'All that is kept of you, as a JSON file: profile, ratings, games, duels, quizzes, sign-ins.', exportData: 'Download',
  deleteAccount: 'Delete the account', deleteHint: 'Profile, ratings and quizzes go at once. In the results of games a line without your name stays.', deleteAccountAsk: 'Delete your account for good?',
  e_invalid_email: 'That is not an e-mail address.', e_email_taken: 'There is an account with this address already.', e_weak_password: 'Too easy to guess: at least 10 characters, no common password, not your name or address.', e_wrong_credentials: 'E-mail or password is wrong.', e_wrong_code: 'This code is wrong, used or out of date. Ask for a new one.',
  e_session_ended: 'Your sign-in has ended. Sign in again.', e_accounts_closed: 'Accounts cannot be created here.', e_mail_unavailable: 'This server cannot send mail. Ask whoever runs it.', e_code_sent: 'A code was sent a moment ago. Look into your mailbox, or wait a minute.',
};

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;
