import type { Answer, Question } from '../../../sdk';
import { useTexts } from '../../texts';
import { ChoiceTiles } from './ChoiceTiles';
import { OrderInput } from './OrderInput';
import { readNumber } from './readNumber';
import { TextInput } from './TextInput';

interface Props { question: Question; given: Answer | null; open: boolean; onAnswer: (answer: Answer) => void }

/** The way to answer that the question's kind asks for. */
export function AnswerInput({ question, given, open, onAnswer }: Props) {
  const { say } = useTexts();
  switch (question.kind) {
    case 'single':
    case 'trueFalse':
    case 'poll':
    case 'multiple':
      return <ChoiceTiles question={question} given={given?.choices ?? null} open={open} onAnswer={(choices) => onAnswer({ choices })} />;
    case 'typed':
      return <TextInput label={say('typeAnswer')} given={given?.text ?? null} open={open} parse={(text) => ({ text })} onAnswer={onAnswer} />;
    case 'number':
      return (
        <TextInput label={say('numberAnswer')} unit={question.unit} numeric given={given?.number?.toString() ?? null} open={open}
          parse={(text) => { const number = readNumber(text); return number === null ? null : { number }; }} onAnswer={onAnswer} />
      );
    case 'order':
      return <OrderInput question={question} given={given?.order ?? null} open={open} onAnswer={(order) => onAnswer({ order })} />;
    case 'slide':
      return <p className="waiting-text">{say('slideHint')}</p>;
  }
}
