document.body.textContent = 'Crossdock';
