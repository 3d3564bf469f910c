/** What the page's frame is made of: the window's own addresses, and no text of a report. */
export interface ReportFrame {
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
  readonly script: string;
  readonly style: string;
}

/**
 * The page as it is before it is told anything. It loads its script and its style, and nothing else, from nowhere else; and no text of
 * a report is ever put together with HTML.
 */
export function reportHtml({ cspSource, nonce, language, script, style }: ReportFrame): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>OCPI</title>
</head>
<body>
<main></main>
<p id="told" class="unseen" role="status"></p>
<script nonce="${nonce}" type="module" src="${script}"></script>
</body>
</html>
`;
}
