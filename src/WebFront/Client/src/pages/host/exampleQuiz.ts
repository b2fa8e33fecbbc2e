export const exampleQuiz = JSON.stringify({
  title: 'My quiz',
  language: 'en',
  category: 'Mixed',
  questions: [
    { kind: 'single', text: 'Which river runs through Vienna?', choices: [{ text: 'Danube', correct: true }, { text: 'Rhine' }, { text: 'Elbe' }], explanation: '', seconds: 20 },
    { kind: 'trueFalse', text: 'A tomato is a berry.', answer: true },
    { kind: 'typed', text: 'What is the capital of Australia?', accepted: ['Canberra'], allowTypos: true },
    { kind: 'number', text: 'In which year did humans first land on the Moon?', number: 1969, within: 2, rule: 'within' },
    { kind: 'order', text: 'From small to large', items: ['Moon', 'Earth', 'Sun'] },
  ],
}, null, 2);
