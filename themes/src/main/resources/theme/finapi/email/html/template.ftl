<#-- The frame of every mail. Keycloak's own has neither a style nor a place for one, so it is replaced and not extended.
     What has to look right everywhere is written inline: many mail programs know nothing else. -->
<#macro emailLayout>
<#local content><#nested></#local>
<#local button = 'style="display:inline-block;padding:12px 24px;border-radius:6px;background-color:' + properties.brandColor + ';color:#ffffff;font-weight:600;text-decoration:none" class="button"'>
<!doctype html>
<html lang="${locale.language}" dir="${(ltr)?then('ltr','rtl')}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>${subject!realmName}</title>
  <style>
    :root { color-scheme: light dark; }
    p { margin: 0 0 16px; }
    a { color: #1c2329; overflow-wrap: anywhere; }
    <#-- White on it is readable, whatever the colour is, where the mail program knows these functions. -->
    .button { background-color: oklch(from ${properties.brandColor} min(l, 0.5) c h) !important; }
    @media (prefers-color-scheme: dark) {
      .ground { background-color: #121518 !important; }
      .card { background-color: #1d2126 !important; border-color: #343b43 !important; color: #e6e9ec !important; }
      .brand, .card a { color: #e6e9ec !important; }
      .card a.button { color: #ffffff !important; }
      .foot { color: #a9b1ba !important; }
    }
  </style>
</head>
<body class="ground" style="margin:0;padding:0;background-color:#f3f5f7;">
  <div class="ground" style="padding:32px 16px;background-color:#f3f5f7;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;line-height:1.6">
    <main style="display:block;max-width:560px;margin:0 auto">
      <p class="brand" style="margin:0 0 16px;padding-left:12px;border-left:4px solid ${properties.brandColor};color:#1c2329;font-size:18px;font-weight:600;line-height:1.4">${realmName}</p>
      <div class="card" style="padding:32px 32px 16px;border:1px solid #dde2e7;border-radius:12px;background-color:#ffffff;color:#1c2329">
        ${content?markup_string?replace('<p><a ', '<p><a ' + button + ' ')?no_esc}
      </div>
      <p class="foot" style="margin:16px 0 0;color:#56616c;font-size:13px">${msg("finapiFooter", realmName)}</p>
    </main>
  </div>
</body>
</html>
</#macro>
