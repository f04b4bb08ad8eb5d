import { VantResolver } from '@vant/auto-import-resolver'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

// Where the bundle serves while the pages are worked on: `npm run dev` beside `cargo run -p local`.
const bundle = process.env.BUNDLE ?? 'http://127.0.0.1:9000'

// Vant's icons bring their font along and name another host for browsers that cannot read it: there are none
// among ours, and no page talks to anybody else.
const ownFontsOnly: Plugin = {
  name: 'own-fonts-only',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/vant/') || !id.endsWith('.css')) return null
    return code.replaceAll(/,\s*url\(["']?(?:https?:)?\/\/[^)]*\)\s*format\(["']woff["']\)/g, '')
  },
}

/** The folder of what only staff open, so that no citizen's phone keeps it. */
function area(files: readonly string[]): string {
  const found = ['gate', 'office'].find((name) => files.some((file) => file.includes(`src/${name}/`)))
  return found ? `${found}/` : ''
}

export default defineConfig({
  plugins: [
    ownFontsOnly,
    vue(),
    components({ resolvers: [VantResolver()], dirs: [], dts: 'src/components.d.ts' }),
    VitePWA({
      // The next visit has a new version. This one goes on: a page must not change under somebody at a gate, so
      // that main.ts registers the worker by itself. The plugin's own way would load the page anew at once, with
      // all that is being written on it.
      registerType: 'autoUpdate',
      injectRegister: null,
      includeAssets: ['icon.svg'],
      manifest: {
        name: '杭州健康码',
        short_name: '健康码',
        lang: 'zh-CN',
        display: 'standalone',
        theme_color: '#1a5fb4',
        background_color: '#ffffff',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
      },
      workbox: {
        // The shell and the citizen's pages open without a network. Answers of the API are never kept
        // here; the last state of a code is, without a pass, by the page itself.
        globPatterns: ['index.html', 'assets/*.{js,css}', 'icon.svg'],
        globIgnores: ['assets/{office,gate}/**', 'assets/{charts,scanner,areas}-*'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/v1\//, /^\/dev\//, /^\/oauth2\//, /^\/\.well-known\//],
      },
    }),
  ],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        chunkFileNames: (chunk) => `assets/${area(chunk.moduleIds)}[name]-[hash].js`,
        assetFileNames: (asset) => `assets/${area(asset.originalFileNames)}[name]-[hash][extname]`,
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/dev', '/.well-known', '/settings.json'].map((path) => [path, bundle]),
    ),
  },
})
