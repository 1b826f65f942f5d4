import { mount } from 'svelte';

import App from './App.svelte';
import './style/tokens.css';
import './style/base.css';
import './style/forms.css';
import './style/layout.css';
import './style/lists.css';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has an element with the id "app"');

export default mount(App, { target: place });
