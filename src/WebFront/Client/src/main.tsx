import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QuizClient, QuizContext } from '../sdk';
import { App } from './app/App';
import { speakPreferred } from './texts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/room.css';
import './styles/play.css';
import './styles/host.css';
import './styles/screen.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
const client = new QuizClient();
await speakPreferred();

createRoot(root).render(
  <StrictMode>
    <QuizContext value={client}>
      <App />
    </QuizContext>
  </StrictMode>,
);
