// A table's rows in the order of the column whose heading was pressed; pressed again, the other way round.
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const value = (row, column) => row.cells[column].dataset.n === undefined ? row.cells[column].textContent : Number(row.cells[column].dataset.n);
  heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
    const turn = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', turn === 1 ? 'ascending' : 'descending');
    const compare = (a, b) => typeof a === 'number' ? a - b : a.localeCompare(b, undefined, {numeric: true});
    body.append(...[...body.rows].sort((a, b) => turn * compare(value(a, column), value(b, column))));
  }));
  document.getElementById('filter')?.addEventListener('input', event => {
    const wanted = event.target.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
  });
}
