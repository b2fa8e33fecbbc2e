import { isGuest, useIdentity } from '../../../sdk';
import type { Route } from '../../app/routes';
import { AccountPage } from './AccountPage';
import { CreateForm } from './CreateForm';
import { ResetForm } from './ResetForm';
import { SignInForm } from './SignInForm';
import '../../styles/account.css';

/** The way in for whoever has none; else one's account. */
export default function AccountSection({ route }: { route: Route }) {
  const identity = useIdentity();
  if (identity && !isGuest(identity)) return <AccountPage key={identity.playerId} />;
  switch (route.page) {
    case 'createAccount':
      return <CreateForm guest={identity} />;
    case 'resetPassword':
      return <ResetForm />;
    default:
      return <SignInForm guest={identity} />;
  }
}
