import { Observable } from '../../sdk';

export type Theme = 'auto' | 'light' | 'dark';

const stored = localStorage.getItem('quiz.theme');
export const theme = new Observable<Theme>(stored === 'light' || stored === 'dark' ? stored : 'auto');

const show = () => { document.documentElement.dataset.theme = theme.get(); };
show();
theme.subscribe(() => {
  localStorage.setItem('quiz.theme', theme.get());
  show();
});
